import { createDirectDigester } from '../../digest/direct-digester.ts';
import type { BlockOperations } from '../../driver.ts';
import { type AnswerCall, refused, type ScriptedStorage } from './scripted-storage.ts';

const KiB = 1024;
const digester = createDirectDigester();

/** A sixteenth of what Want has. */
export const blockLimits = {
  minBlockSize: 6_400,
  usualBlockSize: 256 * KiB,
  maxBlockSize: 640 * KiB,
  maxSingleSize: 640 * KiB,
};

interface Surroundings extends Pick<ScriptedStorage, 'objects' | 'uploads'> {
  answer: AnswerCall;
  receive: (body: Blob, md5: string | undefined) => Promise<{ bytes: Uint8Array; etag: string }>;
}

/** Blocks as Want takes them: block 1 begins, sizes are checked at the end, ETags are in upper case. */
export function createScriptedBlocks({ objects, uploads, answer, receive }: Surroundings): BlockOperations {
  /** Key by upload id, also of those that are over. */
  const keys = new Map<string, string>();
  const joined = new Map<string, { etag: string; etagIsMd5: true }>();
  const uploadOf = (uploadId: string) => {
    const upload = uploads.get(uploadId);
    if (!upload) throw refused('no-such-upload');
    return upload;
  };
  const stored = (etag: string) => ({ etag: etag.toUpperCase(), etagIsMd5: true as const });

  return {
    ...blockLimits,
    begin: ({ bucket: _, key, body, md5, ...write }, options) =>
      answer(
        { operation: 'begin', key, partNumber: 1, size: body.size, options: write },
        options,
        async () => {
          const first = await receive(body, md5);
          options?.onProgress?.(body.size);
          const uploadId = `blocks ${keys.size + 1}`;
          keys.set(uploadId, key);
          uploads.set(uploadId, { key, parts: new Map([[1, first]]) });
          return { uploadId, ...stored(first.etag) };
        },
      ),
    upload: ({ uploadId, partNumber, body, md5, uploadPolicy }, options) => {
      const key = keys.get(uploadId) ?? '';
      const about = {
        operation: 'block' as const,
        key,
        partNumber,
        size: body.size,
        options: { uploadPolicy },
      };
      return answer(about, options, async () => {
        options?.onProgress?.(Math.floor(body.size / 2));
        const received = await receive(body, md5);
        options?.onProgress?.(body.size);
        uploadOf(uploadId).parts.set(partNumber, received);
        return stored(received.etag);
      });
    },
    complete: ({ uploadId, parts, md5, uploadPolicy }, options) => {
      const key = keys.get(uploadId) ?? '';
      return answer({ operation: 'join', key, options: { uploadPolicy } }, options, async () => {
        const earlier = joined.get(uploadId);
        if (earlier) return earlier;
        const upload = uploadOf(uploadId);
        const bodies = parts.map(({ partNumber, etag }, index) => {
          const part = upload.parts.get(partNumber);
          const isShort = index < parts.length - 1 && (part?.bytes.length ?? 0) < blockLimits.minBlockSize;
          const isWrong = partNumber !== index + 1 || part?.etag.toUpperCase() !== etag.toUpperCase();
          if (!part || isShort || isWrong) throw refused('invalid-part');
          return part.bytes as BlobPart;
        });
        const whole = new Blob(bodies);
        const etag = await digester.md5(whole);
        if (etag !== md5) throw refused('bad-digest');
        objects.set(key, { bytes: new Uint8Array(await whole.arrayBuffer()), etag });
        uploads.delete(uploadId);
        const receipt = { dir: '/', name: key, answer: `answer about ${key}` };
        joined.set(uploadId, { ...stored(etag), ...{ receipt } });
        return { ...stored(etag), receipt };
      });
    },
    cancel: ({ uploadId, uploadPolicy }, options) => {
      const key = keys.get(uploadId) ?? '';
      return answer(
        { operation: 'cancel', key, options: { uploadPolicy } },
        options,
        () => void uploads.delete(uploadId),
      );
    },
  };
}
