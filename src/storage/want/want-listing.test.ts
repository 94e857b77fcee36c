import { describe, expect, test } from 'vitest';
import type { ListInput } from '../object-operations.ts';
import type { ListPage } from '../types.ts';
import { scriptedFolders } from './testing/scripted-folders.ts';
import { listObjects } from './want-listing.ts';

const tree = ['t/a', 't/a b/1', 't/a b/2', 't/b', 't/sub-1', 't/sub/deep/x', 't/sub/y', 't/sub0', 't/z', 'u'];

async function pagesOf(input: Omit<ListInput, 'bucket'>, keys = tree): Promise<ListPage[]> {
  const pages: ListPage[] = [];
  for await (const page of listObjects(scriptedFolders(keys).caller, { bucket: 'demo', ...input })) {
    pages.push(page);
  }
  return pages;
}

const keysOf = (pages: ListPage[]) => pages.flatMap(({ entries }) => entries.map(({ key }) => key));

describe('a listing of folders as keys', () => {
  test('is in the order of the keys', async () => {
    expect(keysOf(await pagesOf({}))).toEqual(tree);
  });

  test('is in the order of the keys’ bytes, which is not that of JavaScript', async () => {
    // U+FF5E comes before U+1F600 in UTF-8, and after it in UTF-16.
    const keys = ['f/～', 'f/～～/1', 'f/😀', 'f/😀/1'];
    expect(keysOf(await pagesOf({}, keys))).toEqual(keys);
    expect(keysOf(await pagesOf({ startAfter: 'f/～' }, keys))).toEqual(keys.slice(1));
    expect(keysOf(await pagesOf({ startAfter: 'f/～～/1' }, keys))).toEqual(keys.slice(2));
    expect(keysOf(await pagesOf({ startAfter: 'f/😀' }, keys))).toEqual(['f/😀/1']);
  });

  test('names folders where there is a delimiter', async () => {
    const [page, ...others] = await pagesOf({ prefix: 't/', delimiter: '/' });
    expect(others).toEqual([]);
    expect(page?.prefixes).toEqual(['t/a b/', 't/sub/']);
    expect(keysOf([page as ListPage])).toEqual(['t/a', 't/b', 't/sub-1', 't/sub0', 't/z']);
  });

  test.each([
    ['t/s', ['t/sub-1', 't/sub/deep/x', 't/sub/y', 't/sub0']],
    ['t/sub/d', ['t/sub/deep/x']],
    ['nothing', []],
    ['t/sub/deep/x', ['t/sub/deep/x']],
  ])('looks for the prefix %j', async (prefix, keys) => {
    const pages = await pagesOf({ prefix });
    expect(keysOf(pages)).toEqual(keys);
    expect(pages).toHaveLength(1);
  });

  test('of a prefix does not go into other folders', async () => {
    const { caller, asked } = scriptedFolders(tree);
    for await (const _ of listObjects(caller, { bucket: 'demo', prefix: 't/sub/' }));
    expect([...new Set(asked)]).toEqual(['/t/sub', '/t/sub/deep']);
  });

  test.each([1, 2, 3, 9, 10])(
    'in pages of %i gives each entry once, and goes on from any page',
    async (pageSize) => {
      const pages = await pagesOf({ pageSize });
      expect(keysOf(pages)).toEqual(tree);
      expect(pages).toHaveLength(Math.ceil(tree.length / pageSize));
      for (const [index, { next }] of pages.entries()) {
        if (next === undefined) expect(index).toBe(pages.length - 1);
        else
          expect(keysOf(await pagesOf({ pageSize, from: next }))).toEqual(tree.slice((index + 1) * pageSize));
      }
    },
  );

  test('begins after a key', async () => {
    expect(keysOf(await pagesOf({ startAfter: 't/sub/deep/x' }))).toEqual(['t/sub/y', 't/sub0', 't/z', 'u']);
  });

  test('reads more files than a page of the service has', async () => {
    const many = Array.from({ length: 250 }, (_, index) => `n/${String(index).padStart(3, '0')}`);
    expect(keysOf(await pagesOf({ prefix: 'n/' }, many))).toEqual(many);
  });

  test('knows no other delimiter', async () => {
    await expect(pagesOf({ delimiter: '-' })).rejects.toMatchObject({ code: 'not-supported' });
  });
});
