import { describe, expect, it } from 'vitest';
import type { PutInput } from '../object-operations.ts';
import { type ContractScene, md5OfHello, textOf } from './contract-scene.ts';

const unsendableKeys = ['', '.', 'a/../b', 'a/./b', '..', '\ud800'];

/** Objects: bytes and headers there and back, verdicts on deletes. */
export function describeObjects(scene: ContractScene): void {
  const { bucket } = scene;

  describe('objects', () => {
    it('gives back what was put, and what it is', async () => {
      const body = new Blob(['hello']);
      const stored = await scene.driver.objects.put({
        bucket,
        key: 'plain',
        body,
        contentType: 'text/x-greeting',
        md5: md5OfHello,
      });
      expect(stored).toMatchObject({ etag: md5OfHello, etagIsMd5: true });
      const { head, body: received } = await scene.driver.objects.get({ bucket, key: 'plain' });
      expect(await textOf(received)).toBe('hello');
      expect(head).toMatchObject({
        key: 'plain',
        size: 5,
        etag: md5OfHello,
        contentType: 'text/x-greeting',
      });
      expect(head.metadata).toEqual({});
      const alone = await scene.driver.objects.head({ bucket, key: 'plain' });
      expect(alone).toEqual(head);
      // What the transport adds to requests must not become a property of the object.
      expect(alone.cacheControl).toBeUndefined();
      expect(alone.contentEncoding).toBeUndefined();
    });

    it('stores an empty object', async () => {
      await scene.driver.objects.put({ bucket, key: 'empty', body: new Blob([]) });
      const { head, body } = await scene.driver.objects.get({ bucket, key: 'empty' });
      expect(head.size).toBe(0);
      expect(await textOf(body)).toBe('');
    });

    it('reports progress up to the size of the body', async () => {
      const seen: number[] = [];
      const body = new Blob([new Uint8Array(300_000)]);
      await scene.driver.objects.put(
        { bucket, key: 'watched', body },
        { onProgress: (sent) => seen.push(sent) },
      );
      expect(seen.at(-1)).toBe(300_000);
      expect(seen).toEqual([...seen].sort((left, right) => left - right));
    });

    it('refuses other bytes than were hashed', async () => {
      const input = { bucket, key: 'corrupt', body: new Blob(['world']), md5: md5OfHello };
      await expect(scene.driver.objects.put(input)).rejects.toMatchObject({ code: 'bad-digest' });
      await expect(scene.driver.objects.head({ bucket, key: 'corrupt' })).rejects.toMatchObject({
        code: 'no-such-key',
      });
    });

    it('puts only where nothing is, when asked so', async () => {
      await scene.put('once');
      const again = scene.driver.objects.put({
        bucket,
        key: 'once',
        body: new Blob(['other']),
        onlyIfAbsent: true,
      });
      await expect(again).rejects.toMatchObject({ code: 'precondition-failed' });
      expect(await textOf((await scene.driver.objects.get({ bucket, key: 'once' })).body)).toBe('hello');
    });

    it.each([
      { range: { start: 1, end: 3 }, text: 'ell' },
      { range: { start: 0, end: 0 }, text: 'h' },
      { range: { start: 3 }, text: 'lo' },
      { range: { start: 0, end: 99 }, text: 'hello' },
    ])('reads the range $range, and knows the whole size', async ({ range, text }) => {
      await scene.put('ranged');
      const { head, body } = await scene.driver.objects.get({ bucket, key: 'ranged', range });
      expect(await textOf(body)).toBe(text);
      expect(head.size).toBe(5);
    });

    it('reads only the version that was meant', async () => {
      const { etag } = await scene.put('changing');
      await scene.put('changing', 'changed');
      const read = scene.driver.objects.get({ bucket, key: 'changing', ifMatch: etag });
      await expect(read).rejects.toMatchObject({ code: 'precondition-failed' });
    });

    it('deletes, also what is not there', async () => {
      await scene.put('doomed');
      await scene.driver.objects.delete({ bucket, key: 'doomed' });
      await scene.driver.objects.delete({ bucket, key: 'doomed' });
      await expect(scene.driver.objects.get({ bucket, key: 'doomed' })).rejects.toMatchObject({
        code: 'no-such-key',
        status: 404,
      });
    });

    it('names what is missing', async () => {
      const absent = `${bucket}-absent`;
      const missing = { code: 'no-such-bucket' };
      await expect(scene.driver.objects.get({ bucket: absent, key: 'a' })).rejects.toMatchObject(missing);
      await expect(scene.driver.objects.list({ bucket: absent }).next()).rejects.toMatchObject(missing);
      const put = scene.driver.objects.put({ bucket: absent, key: 'a', body: new Blob(['a']) });
      await expect(put).rejects.toMatchObject(missing);
    });

    it.each(unsendableKeys)('does not send the key %j', async (key) => {
      const refused = { code: 'key-refused' };
      await expect(scene.driver.objects.delete({ bucket, key })).rejects.toMatchObject(refused);
      await expect(scene.driver.objects.get({ bucket, key })).rejects.toMatchObject(refused);
      await expect(scene.put(key)).rejects.toMatchObject(refused);
    });
  });

  if (scene.lacks('properties')) describeNoProperties(scene);
  else describeProperties(scene);
  if (!scene.lacks('copy')) describeCopies(scene);

  describe('delete many', () => {
    it('gives a verdict on every key, also the absent ones, batch by batch', async () => {
      const inBatches = !scene.lacks('batches');
      const keys = Array.from({ length: inBatches ? 1005 : 10 }, (_, index) => `many/${index}`);
      for (const key of keys.slice(0, 3)) await scene.put(key);
      const batches: number[] = [];
      const outcome = await scene.driver.objects.deleteMany(
        { bucket, keys: [...keys, 'many/0'] },
        { onBatch: (done) => batches.push(done.deleted.length) },
      );
      expect(outcome.failed).toEqual([]);
      expect(outcome.deleted).toEqual(keys);
      expect(batches.reduce((sum, count) => sum + count)).toBe(keys.length);
      if (inBatches) expect(batches).toEqual([1000, 5]);
      expect(await scene.keysOf({ prefix: 'many/' })).toEqual([]);
    });

    it('does nothing for no keys', async () => {
      expect(await scene.driver.objects.deleteMany({ bucket, keys: [] })).toEqual({
        deleted: [],
        failed: [],
      });
    });
  });
}

/** What is said of an object when it is put. */
function describeProperties(scene: ContractScene): void {
  const { bucket } = scene;

  describe('properties', () => {
    it('keeps what is said beside the bytes, and metadata in any script', async () => {
      const properties = {
        contentType: 'text/csv',
        contentDisposition: 'attachment; filename="a.csv"',
        contentLanguage: 'de',
        cacheControl: 'max-age=60',
        expires: new Date('2031-01-02T03:04:05Z'),
        metadata: { author: 'someone', title: '报告 ü 🎉', blank: ' kept ' },
      };
      await scene.driver.objects.put({ bucket, key: 'described', body: new Blob(['hello']), ...properties });
      const head = await scene.driver.objects.head({ bucket, key: 'described' });
      expect(head).toMatchObject(properties);
      expect(head.lastModified?.getTime()).toBeGreaterThan(Date.now() - 600_000);
      const withChecksums = await scene.driver.objects.head({
        bucket,
        key: 'described',
        withChecksums: true,
      });
      expect({ ...withChecksums, checksums: {} }).toEqual({ ...head, checksums: {} });
    });
  });
}

/** Of a protocol without them. */
function describeNoProperties(scene: ContractScene): void {
  const { bucket } = scene;

  it.each<[string, Partial<PutInput>]>([
    ['contentDisposition', { contentDisposition: 'attachment' }],
    ['cacheControl', { cacheControl: 'max-age=60' }],
    ['tags', { tags: [{ key: 'a', value: 'b' }] }],
    ['legalHold', { legalHold: true }],
  ])('does not take %s, which it could not keep', async (_, properties) => {
    const input = { bucket, key: 'described', body: new Blob(['hello']), ...properties };
    await expect(scene.driver.objects.put(input)).rejects.toMatchObject({ code: 'not-supported' });
    await expect(scene.driver.objects.head({ bucket, key: 'described' })).rejects.toMatchObject({
      code: 'no-such-key',
    });
  });
}

function describeCopies(scene: ContractScene): void {
  const { bucket } = scene;

  describe('copies', () => {
    it('copies with the metadata', async () => {
      await scene.driver.objects.put({
        bucket,
        key: 'süß/1',
        body: new Blob(['hello']),
        contentType: 'text/x-a',
      });
      const copied = await scene.copy({
        bucket,
        key: 'copy',
        source: { bucket, key: 'süß/1' },
      });
      expect(copied.etag).toBe(md5OfHello);
      const { head, body } = await scene.driver.objects.get({ bucket, key: 'copy' });
      expect(head.contentType).toBe('text/x-a');
      expect(await textOf(body)).toBe('hello');
    });

    it('names what is missing', async () => {
      const copy = scene.copy({ bucket, key: 'a', source: { bucket, key: 'absent' } });
      await expect(copy).rejects.toMatchObject({ code: 'no-such-key' });
    });

    it.each(unsendableKeys)('does not copy the key %j', async (key) => {
      const copy = scene.copy({ bucket, key: 'x', source: { bucket, key } });
      await expect(copy).rejects.toMatchObject({ code: 'key-refused' });
    });
  });
}
