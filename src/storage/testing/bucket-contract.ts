import { describe, expect, it } from 'vitest';
import type { ContractScene } from './contract-scene.ts';

/** Buckets: what is there, what is taken, what may go. */
export function describeBuckets(scene: ContractScene): void {
  const { bucket } = scene;

  describe('buckets', () => {
    it('lists a bucket that was created, with its time', async () => {
      const found = (await scene.group('buckets').list()).find((each) => each.name === bucket);
      expect(found?.createdAt?.getTime()).toBeGreaterThan(Date.parse('2020-01-01'));
    });

    it('tells a bucket that is there from one that is not', async () => {
      expect(await scene.group('buckets').head(bucket)).toBe('exists');
      expect(await scene.group('buckets').head(`${bucket}-absent`)).toBe('absent');
    });

    it('creates and deletes', async () => {
      const other = `${bucket}-2`;
      await scene.group('buckets').create(other);
      expect(await scene.group('buckets').head(other)).toBe('exists');
      await scene.group('buckets').delete(other);
      expect(await scene.group('buckets').head(other)).toBe('absent');
    });

    it('does not create what is there, nor delete what is absent or holds objects', async () => {
      await expect(scene.group('buckets').create(bucket)).rejects.toMatchObject({
        code: 'bucket-owned-by-you',
      });
      await expect(scene.group('buckets').delete(`${bucket}-absent`)).rejects.toMatchObject({
        code: 'no-such-bucket',
      });
      await scene.put('keeps/the/bucket');
      await expect(scene.group('buckets').delete(bucket)).rejects.toMatchObject({ code: 'bucket-not-empty' });
      expect(await scene.group('buckets').head(bucket)).toBe('exists');
    });

    it('refuses names that would be another address', async () => {
      for (const name of ['', '.', '..', 'a/b']) {
        await expect(scene.group('buckets').delete(name)).rejects.toMatchObject({
          code: 'invalid-bucket-name',
        });
      }
    });
  });
}
