import { describe, expect, test } from 'vitest';
import type { WantPolicy } from '../../storage/index.ts';
import type { Asked } from './place.ts';
import { checkUploads, isUnforeseen } from './upload-check.ts';

const v = (name: string) => `$\{${name}}`;
const least: WantPolicy = { namespace: 'demo', expiration: -1, insertOnly: 0 };
const file: Asked = { dir: '/', name: 'a.png', size: 10, type: 'image/png' };
const around = { vars: {}, now: new Date(1000) };
const MiB = 1024 ** 2;

const refusals = (policy: Partial<WantPolicy>, ...files: Partial<Asked>[]) =>
  checkUploads(
    { ...least, ...policy },
    files.map((each) => ({ ...file, ...each })),
    around,
  ).map(({ refusal }) => refusal);

describe('what is not sent', () => {
  test.each<[Partial<WantPolicy>, Partial<Asked>, string | undefined]>([
    [{}, {}, undefined],
    [{ expiration: 1000 }, {}, 'expired'],
    [{ expiration: 1001 }, {}, undefined],
    [{ sizeLimit: 9 }, {}, 'too-large'],
    [{ sizeLimit: 10 }, {}, undefined],
    [{ sizeLimit: 0 }, { size: 0 }, undefined],
    [{ mimeLimit: 'video/mp4' }, {}, 'type'],
    [{ mimeLimit: 'video/mp4; image/*' }, {}, undefined],
    [{ mimeLimit: 'IMAGE/PNG' }, { type: 'image/png; q=1' }, undefined],
    [{ mimeLimit: 'video/mp4' }, { type: '' }, undefined],
    [{ mimeLimit: 'video/mp4', detectMime: 1 }, {}, undefined],
    [{}, { name: '' }, 'name-empty'],
    [{ name: v('var-none') }, {}, 'name-empty'],
    [{}, { name: '..' }, 'name'],
    [{}, { name: 'a/b' }, 'name'],
    [{}, { name: 'a\\b' }, 'name'],
    [{}, { dir: '/a//b' }, 'name'],
    [{}, { dir: '/a/./b' }, 'name'],
    [{ dir: `/${v('var-none')}/x` }, {}, 'name'],
    [{}, { name: 'é'.repeat(513) }, 'too-long'],
    [{ name: `${v('size')}.bin` }, { size: 10 * MiB }, undefined],
    [{ name: `${v('size')}.bin` }, { size: 10 * MiB + 1 }, 'size-in-name'],
    [{}, { size: 100_000 * MiB + 1 }, 'too-large-for-blocks'],
  ])('%j %j', (policy, each, refusal) => {
    expect(refusals(policy, each)).toEqual([refusal]);
  });
});

test('two files in one place are one too many, unless each gets a name of its own', () => {
  expect(refusals({}, {}, { name: 'b.png' }, {})).toEqual([undefined, undefined, 'twice']);
  expect(refusals({ name: 'one.png' }, {}, { name: 'b.png' })).toEqual([undefined, 'twice']);
  expect(refusals({ name: `${v('uuid')}.png` }, {}, {})).toEqual([undefined, undefined]);
});

test('a file that is refused takes no place', () => {
  expect(refusals({ sizeLimit: 10 }, { size: 11 }, {})).toEqual(['too-large', undefined]);
});

test('a place that only the service knows', () => {
  expect(isUnforeseen({})).toBe(false);
  expect(isUnforeseen({ dir: `/${v('year')}`, name: v('name') })).toBe(false);
  expect(isUnforeseen({ name: `${v('uuid')}.x` })).toBe(true);
});
