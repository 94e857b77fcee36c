import { describe, expect, it } from 'vitest';
import type { BlockOperations } from '../driver.ts';
import type { Part } from '../types.ts';
import { type ContractScene, md5OfHello, md5OfWorld, textOf } from './contract-scene.ts';

/** The least that a block before the last may have; of 'a' alone. */
const size = 102_400;
const md5OfBlock = '302d3a0c8e319eaa95b059b346de1d1d';
/** Of two such blocks and `hello`. */
const md5OfWhole = '02814a38b7f8426d55c7a31f41321fcf';

/** Uploads in blocks: begun with the first, joined in order, compared as a whole, cancelled. */
export function describeBlocks(scene: ContractScene): void {
  const { bucket } = scene;

  /** Begins with a block of the least size. */
  async function begin(key: string): Promise<{ blocks: BlockOperations; uploadId: string; first: Part }> {
    const blocks = scene.group('blocks');
    const body = new Blob(['a'.repeat(size)]);
    const { uploadId, etag, etagIsMd5 } = await blocks.begin({ bucket, key, body, md5: md5OfBlock });
    expect([etag.toLowerCase(), etagIsMd5]).toEqual([md5OfBlock, true]);
    return { blocks, uploadId, first: { partNumber: 1, etag, size } };
  }

  describe('blocks', () => {
    it('are joined, whatever order they came in, and compared with the whole', async () => {
      const { blocks, uploadId, first } = await begin('blocks/joined');
      const sent: number[] = [];
      const hello = { body: new Blob(['hello']), md5: md5OfHello };
      const third = await blocks.upload(
        { bucket, uploadId, partNumber: 3, ...hello },
        { onProgress: (bytes) => sent.push(bytes) },
      );
      expect(sent.at(-1)).toBe(5);
      const body = new Blob(['a'.repeat(size)]);
      const second = await blocks.upload({ bucket, uploadId, partNumber: 2, body, md5: md5OfBlock });
      const parts = [
        first,
        { partNumber: 2, etag: second.etag, size },
        { partNumber: 3, etag: third.etag, size: 5 },
      ];
      const wrong = blocks.complete({ bucket, uploadId, parts, md5: md5OfHello });
      await expect(wrong).rejects.toMatchObject({ code: 'bad-digest' });
      const stored = await blocks.complete({ bucket, uploadId, parts, md5: md5OfWhole });
      expect(stored).toMatchObject({ etag: md5OfWhole, etagIsMd5: true });
      const read = { bucket, key: 'blocks/joined', range: { start: 2 * size - 1 } };
      const { head, body: received } = await scene.driver.objects.get(read);
      expect(head).toMatchObject({ size: 2 * size + 5, etag: md5OfWhole });
      expect(await textOf(received)).toBe('ahello');
      // An answer that was lost on the way is given again.
      expect(await blocks.complete({ bucket, uploadId, parts, md5: md5OfWhole })).toMatchObject({
        etag: md5OfWhole,
      });
    });

    it('are refused where they differ from their MD5, and replaced where they are sent again', async () => {
      const { blocks, uploadId, first } = await begin('blocks/replaced');
      const block = { bucket, uploadId, partNumber: 2 };
      const corrupt = blocks.upload({ ...block, body: new Blob(['other']), md5: md5OfHello });
      await expect(corrupt).rejects.toMatchObject({ code: 'bad-digest' });
      await blocks.upload({ ...block, body: new Blob(['hello']), md5: md5OfHello });
      const { etag } = await blocks.upload({ ...block, body: new Blob(['world']), md5: md5OfWorld });
      expect(etag.toLowerCase()).toBe(md5OfWorld);
      const missing = { partNumber: 2, etag: md5OfHello, size: 5 };
      const parts = [first, missing];
      const completing = blocks.complete({ bucket, uploadId, parts, md5: md5OfWhole });
      await expect(completing).rejects.toMatchObject({ code: 'invalid-part' });
      await blocks.cancel({ bucket, uploadId });
    });

    it('that are cancelled are forgotten, also twice', async () => {
      const { blocks, uploadId, first } = await begin('blocks/cancelled');
      await blocks.cancel({ bucket, uploadId });
      await blocks.cancel({ bucket, uploadId });
      const gone = { code: 'no-such-upload', status: 404 };
      const late = { bucket, uploadId, partNumber: 2, body: new Blob(['hello']), md5: md5OfHello };
      await expect(blocks.upload(late)).rejects.toMatchObject(gone);
      const completing = blocks.complete({ bucket, uploadId, parts: [first], md5: md5OfBlock });
      await expect(completing).rejects.toMatchObject(gone);
      await expect(scene.driver.objects.head({ bucket, key: 'blocks/cancelled' })).rejects.toMatchObject({
        code: 'no-such-key',
      });
    });
  });
}
