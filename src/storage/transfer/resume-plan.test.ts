import { describe, expect, test } from 'vitest';
import { comparableParts, partCountOf, resumePartSizes } from './resume-plan.ts';

const MiB = 1024 ** 2;
const limits = { minPartSize: 5 * MiB, maxParts: 100, maxObjectSize: 5000 * MiB };

function parts(...sizes: [partNumber: number, mebibytes: number][]) {
  return sizes.map(([partNumber, size]) => ({ partNumber, etag: 'e', size: size * MiB }));
}

describe('how a file was cut', () => {
  test.each<[string, ReturnType<typeof parts>, number, number[] | string]>([
    ['nothing there: as for any upload', parts(), 40, [16]],
    ['nothing there, a small file: one part', parts(), 3, [5]],
    ['nothing there, an empty file', parts(), 0, [5]],
    ['two equal parts', parts([1, 8], [2, 8]), 20, [8]],
    ['a shorter last part', parts([1, 8], [2, 8], [3, 4]), 20, [8]],
    ['gaps', parts([2, 8], [5, 8]), 50, [8]],
    ['gaps, in any order, the last part among them', parts([7, 2], [2, 8]), 50, [8]],
    ['the first part alone', parts([1, 8]), 20, [8]],
    ['the only part, however small', parts([1, 3]), 3, [3]],
    ['one part in the middle: it may be the last', parts([3, 6]), 26, [6, 10]],
    ['one part that can only be the last', parts([3, 6]), 16, 'file-smaller'],
    ['one part that can only be a full one', parts([3, 8]), 25, [8, 8.5]],
    ['the file is smaller than the parts', parts([1, 8], [2, 8]), 15, 'file-smaller'],
    ['the file ends before the last part does', parts([1, 8], [3, 8]), 20, 'file-smaller'],
    ['parts of all sizes', parts([1, 8], [2, 9], [3, 8]), 40, 'uneven-parts'],
    ['a last part that is larger', parts([1, 8], [2, 9]), 40, 'uneven-parts'],
    ['parts that no server joins', parts([1, 1], [2, 1]), 20, 'small-parts'],
    ['a first part that no server joins with others', parts([1, 1]), 20, 'small-parts'],
    ['an empty first part', parts([1, 0]), 20, 'small-parts'],
    ['more parts than an upload may have', parts([1, 8]), 801, 'too-many-parts'],
    ['a file that is too large', parts([1, 8]), 5001, 'too-large'],
  ])('%s', (_name, listed, size, expected) => {
    const sizes = resumePartSizes(listed, size * MiB, limits);
    expect(sizes).toEqual(
      typeof expected === 'string' ? { why: expected } : { partSizes: expected.map((each) => each * MiB) },
    );
  });
});

test.each([
  [0, 5, 1],
  [5, 5, 1],
  [6, 5, 2],
])('%i bytes by %i are %i parts', (size, partSize, count) => {
  expect(partCountOf(size, partSize)).toBe(count);
});

test('only parts of the size that the file has there can be the same', () => {
  const listed = parts([1, 8], [2, 7], [3, 4], [4, 1]);
  expect(comparableParts(listed, 8 * MiB, 20 * MiB).map(({ partNumber }) => partNumber)).toEqual([1, 3]);
});
