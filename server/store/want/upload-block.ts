import { etagOf } from '../encryption/etag.ts';
import { type FormLimits, readFields, readForm } from '../forms/multipart-form.ts';
import type { Reply } from '../http/call.ts';
import { referToFile } from '../metadata/contents.ts';
import { putPart, removeUpload, requireUpload } from '../metadata/uploads.ts';
import { blockAnswer, findBlockUpload } from './block-uploads.ts';
import { maxBlockBytes, maxBlockNumber } from './completed-blocks.ts';
import { md5Field, wholeNumber } from './form-fields.ts';
import { type ReceivedContent, receiveContent, sizeExceeded } from './receive-content.ts';
import type { UploadPolicy } from './upload-policy.ts';
import type { WantCall } from './want-call.ts';
import { invalidArgument } from './want-error.ts';
import { jsonReply, okAnswer } from './want-reply.ts';

/** An `id` is the base64 of a key of 1,024 bytes at most. */
const blockFormLimits: FormLimits = { fields: 50, valueBytes: 16 * 1024, totalBytes: 64 * 1024 };

/** `POST /api/proxy/blockUpload`: a block behind the first. Sent again it takes the place of what was there. */
export async function uploadBlock(call: WantCall, policy: UploadPolicy): Promise<Reply> {
  const form = await readForm(call.req, blockFormLimits, 'content');
  try {
    const { store } = call;
    const target = findBlockUpload(call, policy, form.fields);
    const { bucket, id, upload, encryptionKey } = target;
    const partNumber = wholeNumber(form.fields, 'partNumber');
    if (partNumber === undefined || partNumber < 2 || partNumber > maxBlockNumber) {
      throw invalidArgument(
        `partNumber is a whole number from 2 to ${maxBlockNumber}; block 1 began the upload.`,
      );
    }
    const limit = Math.min(maxBlockBytes, policy.sizeLimit ?? maxBlockBytes);
    const size = wholeNumber(form.fields, 'size');
    if (size !== undefined && size > limit) throw sizeExceeded(limit);

    let received: ReceivedContent | undefined;
    const promise = { size, md5: md5Field(form.fields), limit };
    const bytes = receiveContent(form.file.chunks(), promise, (content) => {
      received = content;
    });
    const stored = await store.contents.write(bytes, encryptionKey);
    if (received === undefined) throw new Error('The content was not read to its end.');
    const etag = etagOf((received as ReceivedContent).md5, encryptionKey);
    const part = {
      file: stored?.id,
      size: stored?.size ?? 0,
      etag,
      modified: store.now(),
      checksum: undefined,
    };
    await store.contents.commit([stored?.id], (tables) => {
      // It may have been completed or cancelled while the bytes came.
      requireUpload(tables, bucket, upload.key, upload.uploadId);
      referToFile(tables, stored?.id);
      return { result: undefined, discarded: putPart(tables, upload.uploadId, partNumber, part) };
    });
    return jsonReply(200, {
      ...okAnswer(call.requestId),
      ...blockAnswer({ id, uploadId: upload.uploadId }, upload.want, { partNumber, etag }),
    });
  } finally {
    form.close();
  }
}

/** `POST /api/proxy/blockCancel` */
export async function cancelBlocks(call: WantCall, policy: UploadPolicy): Promise<Reply> {
  const { bucket, upload } = findBlockUpload(call, policy, await readFields(call.req, blockFormLimits));
  await call.store.contents.commit([], (tables) => {
    requireUpload(tables, bucket, upload.key, upload.uploadId);
    return { result: undefined, discarded: removeUpload(tables, bucket, upload) };
  });
  return jsonReply(200, okAnswer(call.requestId));
}
