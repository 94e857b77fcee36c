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
      expect(expiresAt.getTime()).toBeGreaterThanOrEqual(before + 60_000);
      const head = await scene.group('presign').presign({ method: 'HEAD', bucket, key, expiresIn: 60 });
      expect((await fetch(head.url, { method: 'HEAD' })).headers.get('content-length')).toBe('5');
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
