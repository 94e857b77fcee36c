import { describe, expect, it } from 'vitest';
import { type ContractScene, md5OfHello, md5OfWorld, textOf } from './contract-scene.ts';

const MiB = 1024 ** 2;

/** Uploads in parts: joined, replaced, refused, aborted. */
export function describeMultipart(scene: ContractScene): void {
  const { bucket } = scene;

  describe('multipart', () => {
    const first = new Blob([new Uint8Array(5 * MiB).fill(0x61)]);
    const md5OfFirst = '79b281060d337b9b2b84ccf390adcf74';

    it('joins parts, whatever order they came in', async () => {
      const multipart = scene.group('multipart');
      const uploadId = await multipart.create({ bucket, key: 'joined', contentType: 'text/x-a' });
      const target = { bucket, key: 'joined', uploadId };
      const sent: number[] = [];
      const last = await multipart.uploadPart({
        ...target,
        partNumber: 2,
        body: new Blob(['b']),
        md5: '92eb5ffee6ae2fec3ad71c777531578f',
      });
      const big = await multipart.uploadPart(
        { ...target, partNumber: 1, body: first, md5: md5OfFirst },
        { onProgress: (bytes) => sent.push(bytes) },
      );
      expect(big).toMatchObject({ etag: md5OfFirst, etagIsMd5: true });
      expect(sent.at(-1)).toBe(5 * MiB);
      const parts = await multipart.listParts(target);
      expect(parts).toEqual([
        { partNumber: 1, etag: big.etag, size: 5 * MiB },
        { partNumber: 2, etag: last.etag, size: 1 },
      ]);
      const stored = await multipart.complete({ ...target, parts });
      expect(stored.etag).toBe('e5a8c5272b26fc10581a21089559b006-2');
      const { head, body } = await scene.driver.objects.get({
        bucket,
        key: 'joined',
        range: { start: 5 * MiB - 1 },
      });
      expect(await textOf(body)).toBe('ab');
      expect(head).toMatchObject({ size: 5 * MiB + 1, contentType: 'text/x-a' });
      expect(head.cacheControl).toBeUndefined();
    });

    it('replaces a part, and refuses bytes that differ from their MD5', async () => {
      const multipart = scene.group('multipart');
      const uploadId = await multipart.create({ bucket, key: 'replaced' });
      const target = { bucket, key: 'replaced', uploadId };
      const part = { ...target, partNumber: 1 };
      await multipart.uploadPart({ ...part, body: new Blob(['hello']), md5: md5OfHello });
      const corrupt = multipart.uploadPart({ ...part, body: new Blob(['other']), md5: md5OfHello });
      await expect(corrupt).rejects.toMatchObject({ code: 'bad-digest', retryable: true });
      expect(await multipart.listParts(target)).toMatchObject([{ etag: md5OfHello }]);
      await multipart.uploadPart({ ...part, body: new Blob(['world']), md5: md5OfWorld });
      const parts = await multipart.listParts(target);
      expect(parts).toEqual([{ partNumber: 1, etag: md5OfWorld, size: 5 }]);
      await multipart.complete({ ...target, parts });
      expect(await textOf((await scene.driver.objects.get({ bucket, key: 'replaced' })).body)).toBe('world');
    });

    it('refuses a part that is missing or too small', async () => {
      const multipart = scene.group('multipart');
      const uploadId = await multipart.create({ bucket, key: 'small' });
      const target = { bucket, key: 'small', uploadId };
      for (const partNumber of [1, 2]) {
        await multipart.uploadPart({ ...target, partNumber, body: new Blob(['hello']), md5: md5OfHello });
      }
      const parts = await multipart.listParts(target);
      await expect(multipart.complete({ ...target, parts })).rejects.toMatchObject({ code: 'too-small' });
      const wrong = [{ partNumber: 3, etag: md5OfHello, size: 5 }];
      await expect(multipart.complete({ ...target, parts: wrong })).rejects.toMatchObject({
        code: 'invalid-part',
      });
      await multipart.abort(target);
    });

    it('lists what was begun and forgets what was aborted, also twice', async () => {
      const multipart = scene.group('multipart');
      const key = 'begun/ä b+c';
      const uploadId = await multipart.create({ bucket, key });
      expect(await multipart.listUploads({ bucket })).toContainEqual(
        expect.objectContaining({ key, uploadId }),
      );
      expect(await multipart.listUploads({ bucket, prefix: key })).toMatchObject([{ key, uploadId }]);
      await multipart.abort({ bucket, key, uploadId });
      await multipart.abort({ bucket, key, uploadId });
      expect(await multipart.listUploads({ bucket })).not.toContainEqual(
        expect.objectContaining({ uploadId }),
      );
      await expect(multipart.listParts({ bucket, key, uploadId })).rejects.toMatchObject({
        code: 'no-such-upload',
      });
    });
  });
}
