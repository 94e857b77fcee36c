import { expect, test } from 'vitest';
import { compareKeys, type ListInput, type ListPage } from '../../../storage/index.ts';
import { existingByAsking, existingKeys } from './existing-keys.ts';

/** A bucket that counts its pages. */
function bucketOf(keys: string[], pageSize = 1000) {
  const stored = [...keys].sort(compareKeys);
  let pages = 0;
  async function* list({
    prefix = '',
    startAfter = '',
  }: ListInput): AsyncGenerator<ListPage, void, undefined> {
    const matching = stored.filter((key) => key.startsWith(prefix) && compareKeys(key, startAfter) > 0);
    for (let at = 0; at === 0 || at < matching.length; at += pageSize) {
      pages += 1;
      const entries = matching
        .slice(at, at + pageSize)
        .map((key) => ({ key, size: 1, lastModified: new Date(0), etag: 'e' }));
      yield { entries, prefixes: [], next: at + pageSize < matching.length ? 'more' : undefined };
    }
  }
  return { list, pages: () => pages };
}

const crowd = Array.from({ length: 5000 }, (_, i) => `p/${String(i).padStart(5, '0')}.jpg`);

test.each<[string, string[], string[], string[], number]>([
  ['an empty bucket', [], ['a'], [], 1],
  ['one that is there', ['a'], ['a'], ['a'], 1],
  ['a longer name with the same start is another', ['ab', 'a/b'], ['a'], [], 1],
  ['a tree in one page', ['t/a', 't/b/c', 't/z'], ['t/a', 't/b/c', 't/x'], ['t/a', 't/b/c'], 1],
  ['two far apart leap over 5,000', crowd, ['p/00000.jpg', 'p/04999.jpg'], ['p/00000.jpg', 'p/04999.jpg'], 2],
  ['the last of 5,000, and none', crowd, ['p/04999.jpg', 'p/x'], ['p/04999.jpg'], 1],
  ['all of 5,000 page by page', crowd, crowd, crowd, 5],
  ['astral characters', ['😀/a', '😁/b'], ['😀/a', '😁/x'], ['😀/a'], 1],
  ['no keys', crowd, [], [], 0],
])('%s', async (_name, stored, keys, found, pages) => {
  const bucket = bucketOf(stored);
  expect([...(await existingKeys(bucket.list, 'b', keys))].sort()).toEqual([...found].sort());
  expect(bucket.pages()).toBeLessThanOrEqual(pages);
});

test('agrees with asking for each key, whatever the page size', async () => {
  const stored = Array.from({ length: 200 }, (_, i) => `d/${((i * 7919) % 997).toString(7)}`);
  const keys = Array.from({ length: 150 }, (_, i) => `d/${((i * 104_729) % 997).toString(7)}`);
  const expected = keys.filter((key) => stored.includes(key)).sort();
  for (const pageSize of [1, 2, 3, 10, 1000]) {
    const bucket = bucketOf(stored, pageSize);
    expect([...(await existingKeys(bucket.list, 'b', keys))].sort()).toEqual(expected);
  }
  expect(expected.length).toBeGreaterThan(0);
});

test('by one question each, a few at a time, and none after one that fails', async () => {
  let asking = 0;
  let most = 0;
  const asked: string[] = [];
  const exists = async (key: string) => {
    asked.push(key);
    asking += 1;
    most = Math.max(most, asking);
    await Promise.resolve();
    asking -= 1;
    if (key === 'broken') throw new Error('broken');
    return key.startsWith('there');
  };
  const found = await existingByAsking(exists, [
    'there/1',
    'not',
    'there/2',
    'there/1',
    'no',
    'nor',
    'never',
  ]);
  expect([...found].sort()).toEqual(['there/1', 'there/2']);
  expect(asked).toHaveLength(6);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(4);
  asked.length = 0;
  const many = Array.from({ length: 50 }, (_, index) => `${index}`);
  await expect(existingByAsking(exists, ['broken', ...many])).rejects.toThrow('broken');
  expect(asked.length).toBeLessThan(20);
});
