import { describe, expect, it } from 'vitest';
import type { ContractScene } from './contract-scene.ts';

const MiB = 1024 ** 2;

/** An abort is told as such and leaves nothing behind. */
export function describeAbort(scene: ContractScene): void {
  const { bucket } = scene;
  const large = (size: number) => new Uint8Array((scene.lacks('large-puts') ? 10 : size) * MiB);

  describe('abort', () => {
    const aborted = { code: 'aborted', retryable: false };

    it('before a call: nothing is sent', async () => {
      const signal = AbortSignal.abort();
      const write = scene.driver.objects.put({ bucket, key: 'never', body: new Blob(['a']) }, { signal });
      await expect(write).rejects.toMatchObject(aborted);
      await expect(scene.driver.objects.list({ bucket }, { signal }).next()).rejects.toMatchObject(aborted);
      await expect(scene.driver.objects.head({ bucket, key: 'never' })).rejects.toMatchObject({
        code: 'no-such-key',
      });
    });

    it('during an upload: the object does not appear', async () => {
      const controller = new AbortController();
      const body = new Blob([large(32)]);
      const write = scene.driver.objects.put({ bucket, key: 'cut', body }, { signal: controller.signal });
      controller.abort();
      await expect(write).rejects.toMatchObject(aborted);
      await expect(scene.driver.objects.head({ bucket, key: 'cut' })).rejects.toMatchObject({
        code: 'no-such-key',
      });
    });

    it('during a download: the body ends with the reason', async () => {
      await scene.driver.objects.put({ bucket, key: 'large', body: new Blob([large(16)]) });
      const controller = new AbortController();
      const { body } = await scene.driver.objects.get(
        { bucket, key: 'large' },
        { signal: controller.signal },
      );
      const reader = body.getReader();
      expect((await reader.read()).done).toBe(false);
      controller.abort();
      await expect(reader.read()).rejects.toMatchObject(aborted);
    });
  });
}
