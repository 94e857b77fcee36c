import { describe, expect, it } from 'vitest';
import { checkBlocks, type ListedBlock, minBlockBytes, parseListedBlocks } from './completed-blocks.ts';

const encode = (value: unknown, alphabet: 'base64' | 'base64url' = 'base64url') =>
  Buffer.from(JSON.stringify(value), 'utf8').toString(alphabet);

describe('the list of blocks', () => {
  const parts = [
    { partNumber: 1, eTag: 'AB>?~~' },
    { partNumber: 2, eTag: '"cd"' },
  ];
  const listed = [
    { partNumber: 1, etag: 'ab>?~~' },
    { partNumber: 2, etag: 'cd' },
  ];

  it.each([
    ['base64url', encode(parts)],
    ['standard base64', encode(parts, 'base64')],
    [
      'words of the Python SDK',
      encode([
        { part_number: 1, e_tag: 'ab>?~~' },
        { part_number: '2', e_tag: 'cd' },
      ]),
    ],
  ])('is read from %s', (_, text) => expect(parseListedBlocks(text)).toEqual(listed));

  it.each([
    ['no base64', '!'],
    ['no JSON', 'eyJ'],
    ['an object', encode({})],
    ['nothing', encode([])],
    ['null', encode([null])],
    ['no eTag', encode([{ partNumber: 1 }])],
    ['no number', encode([{ eTag: 'a' }])],
    ['a number with a fraction', encode([{ partNumber: 1.5, eTag: 'a' }])],
    ['10,001 blocks', encode(Array.from({ length: 10_001 }, () => parts[0]))],
  ])('is not one of %s', (_, text) => {
    expect(() => parseListedBlocks(text)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
  });
});

describe('the blocks of a file', () => {
  const uploaded = (...sizes: number[]) =>
    sizes.map((size, index) => ({ partNumber: index + 1, etag: `e${index + 1}`, size }));
  const list = (...numbers: number[]): ListedBlock[] =>
    numbers.map((partNumber) => ({ partNumber, etag: `e${partNumber}` }));
  const block = minBlockBytes;

  it.each([
    [[5], [1]],
    [[0], [1]],
    [
      [block, 1],
      [1, 2],
    ],
    [
      [block, block, block],
      [1, 2, 3],
    ],
    [
      [block, block, 2 * block],
      [1, 2, 3],
    ],
  ])('of the sizes %j make one', (sizes, numbers) => {
    expect(checkBlocks(uploaded(...sizes), list(...numbers)).map(({ size }) => size)).toEqual(sizes);
  });

  it.each([
    ['out of order', [block, block], list(2, 1)],
    ['twice', [block, block], list(1, 1)],
    ['with a gap', [block, block, block], list(1, 3)],
    ['without the first', [block, block], list(2)],
    ['without the last', [block, block], list(1)],
    ['one that is not there', [block], list(1, 2)],
    ['with another eTag', [block, block], [...list(1), { partNumber: 2, etag: 'e1' }]],
    ['a small one', [block - 1, 5], list(1, 2)],
    ['of two sizes', [block, block + 1, 5], list(1, 2, 3)],
  ])('are refused %s', (_, sizes, listed) => {
    expect(() => checkBlocks(uploaded(...sizes), listed)).toThrow(
      expect.objectContaining({ code: 'InvalidPart', status: 400 }),
    );
  });
});
