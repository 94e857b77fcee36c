import type { BlockOperations } from '../driver.ts';
import type { StoredBytes, WriteOptions } from '../types.ts';
import { type Signatory, termsToBegin, uploadTerms } from './upload-terms.ts';
import type { WantCaller } from './want-caller.ts';
import { pathOfKey } from './want-path.ts';
import {
  beginBlocks,
  cancelBlocks,
  completeBlocks,
  uploadBlock,
  type WantBlocks,
  type WantFile,
} from './want-uploads.ts';

const MiB = 1024 ** 2;

/** Up to here a file goes in one request; above, the SDKs want blocks. */
export const maxSingleSize = 10 * MiB;

/** Large files, block by block. */
export function blockOperations(caller: WantCaller, signatory: Signatory): BlockOperations {
  return {
    minBlockSize: 102_400,
    maxBlockSize: 10 * MiB,
    usualBlockSize: 4 * MiB,
    maxSingleSize,
    async begin({ bucket, key, body, md5, ...write }, options) {
      const file = { ...pathOfKey(key), content: typed(body, write), md5, meta: write.metadata };
      const terms = termsToBegin(signatory, bucket, write);
      const { id, uploadId, first } = await beginBlocks(caller, { ...terms, ...file }, options);
      return { uploadId: printBlocks({ id, uploadId }), ...blockOf(first.etag) };
    },
    async upload({ bucket, uploadId, partNumber, body, md5, uploadPolicy }, options) {
      const { policy } = uploadTerms(signatory, bucket, { uploadPolicy });
      const block = { ...parseBlocks(uploadId), policy, partNumber, content: body, md5 };
      return blockOf((await uploadBlock(caller, block, options)).etag);
    },
    async complete({ bucket, uploadId, parts, md5, uploadPolicy }, options) {
      const terms = uploadTerms(signatory, bucket, { uploadPolicy });
      const input = { ...parseBlocks(uploadId), ...terms, blocks: parts, md5 };
      return storedOf(await completeBlocks(caller, input, options));
    },
    async cancel({ bucket, uploadId, uploadPolicy }, options) {
      const { policy } = uploadTerms(signatory, bucket, { uploadPolicy });
      await cancelBlocks(caller, { ...parseBlocks(uploadId), policy }, options);
    },
  };
}

/**
 * What a service says of a file that it has stored. The MD5 is in the request: a service that took it has compared it,
 * also where its answer tells nothing of it, or is the policy's own text. The ETag is in lower case, as in listings; the
 * receipt has the service's words.
 */
export function storedOf({ isOwn, ...receipt }: WantFile): StoredBytes {
  const etag = isOwn ? '' : (receipt.etag?.toLowerCase() ?? '');
  return { etag, etagIsMd5: isMd5(etag), receipt };
}

/** The type that is stored is the one of the form's part. */
export const typed = (body: Blob, { contentType }: WriteOptions) =>
  contentType === undefined || contentType === body.type ? body : body.slice(0, body.size, contentType);

const isMd5 = (etag: string) => /^[\da-f]{32}$/i.test(etag);

const blockOf = (etag: string): StoredBytes => ({ etag, etagIsMd5: isMd5(etag) });

const printBlocks = (blocks: WantBlocks) => JSON.stringify([blocks.id, blocks.uploadId]);

function parseBlocks(text: string): WantBlocks {
  const [id, uploadId] = JSON.parse(text) as [string, string];
  return { id, uploadId };
}
