import { describe, expect, it } from 'vitest';
import { type ContractScene, textOf } from './contract-scene.ts';

/** Links, used by plain fetch as anybody would. */
export function describePresign(scene: ContractScene): void {
  const { bucket } = scene;

  describe('presigned links', () => {
    const key = 'odd/link 中+&?#%.txt';

    it('read, with the headers that were asked for', async () => {
      await scene.put(key);
      const before = Date.now();
      const { url, expiresAt } = await scene.group('presign').presign({
        method: 'GET',
        bucket,
        key,
        expiresIn: 60,
        responseContentDisposition: 'attachment; filename="a b.txt"',
        responseContentType: 'text/x-b',
      });
      const response = await fetch(url);
      expect(await response.text()).toBe('hello');
      expect(response.headers.get('content-disposition')).toBe('attachment; filename="a b.txt"');
      expect(response.headers.get('content-type')).toBe('text/x-b');
      expect(expiresAt.getTime()).toBeGreaterThan(before + 59_000);
      const head = await scene.group('presign').presign({ method: 'HEAD', bucket, key, expiresIn: 60 });
      expect((await fetch(head.url, { method: 'HEAD' })).headers.get('content-length')).toBe('5');
    });

    it('set every header of the answer, for GET and HEAD', async () => {
      await scene.put(key);
      for (const method of ['GET', 'HEAD'] as const) {
        const { url } = await scene.group('presign').presign({
          ...{ method, bucket, key, expiresIn: 60 },
          responseContentType: 'text/x-b',
          responseContentDisposition: 'inline',
          responseCacheControl: 'no-store',
          responseContentLanguage: 'zh-CN',
          responseContentEncoding: 'identity',
          responseExpires: new Date('2027-01-02T03:04:05Z'),
        });
        const { headers } = await fetch(url, { method });
        expect(headers.get('content-type')).toBe('text/x-b');
        expect(headers.get('content-disposition')).toBe('inline');
        expect(headers.get('cache-control')).toBe('no-store');
        expect(headers.get('content-language')).toBe('zh-CN');
        expect(headers.get('content-encoding')).toBe('identity');
        expect(headers.get('expires')).toBe('Sat, 02 Jan 2027 03:04:05 GMT');
      }
    });

    it('count from their date, which may be over', async () => {
      await scene.put(key);
      const hourAgo = new Date(Date.now() - 3_600_000);
      const link = { method: 'GET', bucket, key, requestDate: hourAgo } as const;
      const open = await scene.group('presign').presign({ ...link, expiresIn: 7200 });
      expect((await fetch(open.url)).status).toBe(200);
      const over = await scene.group('presign').presign({ ...link, expiresIn: 1800 });
      expect((await fetch(over.url)).status).toBe(403);
    });

    it('that bind a type take no other', async () => {
      const link = { method: 'PUT', bucket, key: 'typed', expiresIn: 60, contentType: 'image/png' } as const;
      const { url, headers } = await scene.group('presign').presign(link);
      const other = { 'content-type': 'text/plain' };
      expect((await fetch(url, { method: 'PUT', headers: other, body: 'x' })).status).toBe(403);
      expect((await fetch(url, { method: 'PUT', headers, body: 'x' })).status).toBe(200);
    });

    it('write and delete', async () => {
      const write = await scene.group('presign').presign({ method: 'PUT', bucket, key, expiresIn: 60 });
      expect((await fetch(write.url, { method: 'PUT', body: 'new text' })).status).toBe(200);
      expect(await textOf((await scene.driver.objects.get({ bucket, key })).body)).toBe('new text');
      const remove = await scene.group('presign').presign({ method: 'DELETE', bucket, key, expiresIn: 60 });
      expect((await fetch(remove.url, { method: 'DELETE' })).status).toBe(204);
      await expect(scene.driver.objects.head({ bucket, key })).rejects.toMatchObject({ code: 'no-such-key' });
    });

    it('do nothing else than what they were made for', async () => {
      await scene.put('guarded');
      const { url } = await scene.group('presign').presign({
        method: 'GET',
        bucket,
        key: 'guarded',
        expiresIn: 60,
      });
      expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
      expect((await fetch(url.replace('guarded', 'plain'))).status).toBe(403);
      expect((await fetch(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=61'))).status).toBe(403);
    });

    it.each([0, 604_801, 1.5, Number.NaN])('do not exist for %s seconds', async (expiresIn) => {
      const link = scene.group('presign').presign({ method: 'GET', bucket, key, expiresIn });
      await expect(link).rejects.toMatchObject({ code: 'invalid-argument' });
    });
  });
}
