import { beforeAll, describe, expect, it } from 'vitest';
import { type ContractScene, md5OfHello, textOf } from './contract-scene.ts';

/** Keys that have gone wrong somewhere: in an encoding, a URL parser, an XML document or a file system. */
const oddKeys = [
  'with blanks  in it.txt',
  ' leading and trailing ',
  '100%.txt',
  'a%2Fb%20c',
  'a+b',
  'a&b=c;d',
  'a#b?c',
  'quotes\'"`',
  '(brackets)[]{}<>*!~|^',
  'back\\slash',
  'colon:comma,dollar$at@',
  '中文/路径/文件名.txt',
  'ünïcödé',
  'u\u0308 decomposed',
  '😀/👨‍👩‍👧.png',
  'trailing.dots...',
  'folder./file.',
  '.hidden/..almost',
  `${'deep/'.repeat(30)}leaf`,
  `${'n'.repeat(200)}.bin`,
  '字'.repeat(80),
  'tab\tand newline\n',
  'x-amz-meta-key?versionId=1',
];

/** Keys of every kind, and listings by prefix, folder and page. */
export function describeListing(scene: ContractScene): void {
  const { bucket } = scene;

  describe('odd keys', () => {
    const prefix = 'odd/';

    /** Of a key that the protocol has no words for. */
    async function expectRefusal(key: string): Promise<void> {
      const refused = { code: 'key-refused', status: undefined };
      await expect(scene.put(key)).rejects.toMatchObject(refused);
      await expect(scene.driver.objects.head({ bucket, key })).rejects.toMatchObject(refused);
      await expect(scene.driver.objects.delete({ bucket, key })).rejects.toMatchObject(refused);
    }

    it.each(oddKeys)('%j goes there and back, or is refused at once', async (odd) => {
      const key = prefix + odd;
      if (scene.driver.objects.refusesKey?.(key)) {
        await expectRefusal(key);
        return;
      }
      await scene.put(key, odd);
      expect(await textOf((await scene.driver.objects.get({ bucket, key })).body)).toBe(odd);
      expect((await scene.driver.objects.head({ bucket, key })).key).toBe(key);
      expect(await scene.keysOf({ prefix: key })).toContain(key);
      if (scene.lacks('copy')) await scene.put(`${key}.copy`);
      else await scene.copy({ bucket, key: `${key}.copy`, source: { bucket, key } });
      const { deleted } = await scene.driver.objects.deleteMany({ bucket, keys: [key, `${key}.copy`] });
      expect(deleted).toEqual([key, `${key}.copy`]);
      await expect(scene.driver.objects.head({ bucket, key })).rejects.toMatchObject({ code: 'no-such-key' });
    });

    it('control characters, which no XML can hold, are listed and deleted too', async () => {
      const keys = [`${prefix}a\u0001b`, `${prefix}plain`];
      if (scene.driver.objects.refusesKey?.(keys[0] as string)) {
        await expectRefusal(keys[0] as string);
        return;
      }
      for (const key of keys) await scene.put(key);
      expect(await scene.keysOf({ prefix })).toEqual(expect.arrayContaining(keys));
      const outcome = await scene.driver.objects.deleteMany({ bucket, keys });
      expect(outcome.failed).toEqual([]);
      expect([...outcome.deleted].sort()).toEqual([...keys].sort());
      expect(await scene.keysOf({ prefix })).toEqual([]);
    });
  });

  describe('listing', () => {
    const marker = scene.lacks('folder-markers') ? [] : ['t/'];
    const tree = [...marker, 't/a', 't/a b/1', 't/a b/2', 't/b', 't/sub/deep/x', 't/sub/y', 't/z'];

    beforeAll(async () => {
      for (const key of tree) await scene.put(key);
    });

    it('every key under a prefix, in order, with sizes and ETags', async () => {
      const entries = (await scene.pagesOf({ prefix: 't/' })).flatMap((page) => page.entries);
      expect(entries.map((entry) => entry.key)).toEqual(tree);
      const entry = entries.find(({ key }) => key === 't/a');
      expect(entry).toMatchObject({ size: 5, etag: md5OfHello });
      expect(Math.abs((entry?.lastModified.getTime() ?? 0) - Date.now())).toBeLessThan(3600_000);
    });

    it('folders by delimiter', async () => {
      const pages = await scene.pagesOf({ prefix: 't/', delimiter: '/' });
      expect(pages.flatMap((page) => page.prefixes)).toEqual(['t/a b/', 't/sub/']);
      expect(pages.flatMap((page) => page.entries.map((entry) => entry.key))).toEqual([
        ...marker,
        't/a',
        't/b',
        't/z',
      ]);
    });

    it('page by page, each entry once, and again from any page', async () => {
      const pages = await scene.pagesOf({ prefix: 't/', pageSize: 3 });
      expect(pages.length).toBeGreaterThanOrEqual(3);
      expect(pages.flatMap((page) => page.entries.map((entry) => entry.key))).toEqual(tree);
      expect(pages.at(-1)?.next).toBeUndefined();
      const rest = await scene.keysOf({ prefix: 't/', pageSize: 3, from: pages[0]?.next });
      expect(rest).toEqual(tree.slice(3));
    });

    it('folders are counted in pages too', async () => {
      const pages = await scene.pagesOf({ prefix: 't/', delimiter: '/', pageSize: 2 });
      for (const page of pages) expect(page.entries.length + page.prefixes.length).toBeLessThanOrEqual(2);
      expect(pages.flatMap((page) => page.prefixes)).toEqual(['t/a b/', 't/sub/']);
    });

    it('after a key', async () => {
      expect(await scene.keysOf({ prefix: 't/', startAfter: 't/b' })).toEqual([
        't/sub/deep/x',
        't/sub/y',
        't/z',
      ]);
    });

    it('one empty page where nothing matches', async () => {
      expect(await scene.pagesOf({ prefix: 'nothing/here/' })).toEqual([{ entries: [], prefixes: [] }]);
    });
  });
}
