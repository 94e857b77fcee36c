import { etagOf } from '../encryption/etag.ts';
import { readForm } from '../forms/multipart-form.ts';
import type { Reply } from '../http/call.ts';
import { referToFile } from '../metadata/contents.ts';
import { newUploadId, putPart, putUpload } from '../metadata/uploads.ts';
import { checkWritable } from '../objects/store-object.ts';
import { type BlockUploadRecord, blockAnswer, blockUploadId } from './block-uploads.ts';
import { maxBlockBytes } from './completed-blocks.ts';
import { type PlannedFile, planFile } from './file-plan.ts';
import { uploadFields } from './form-fields.ts';
import { needsSize } from './magic-variables.ts';
import { type ReceivedContent, receiveContent, sizeExceeded } from './receive-content.ts';
import { uploadFormLimits } from './upload-file.ts';
import type { UploadPolicy } from './upload-policy.ts';
import type { WantCall } from './want-call.ts';
import { invalidArgument } from './want-error.ts';
import { jsonReply, okAnswer } from './want-reply.ts';

/** `POST /api/proxy/blockInit`: begins a file in blocks with the first of them, of which the file's type is told. */
export async function beginBlocks(call: WantCall, policy: UploadPolicy): Promise<Reply> {
  if ([policy.dir, policy.name].some((template) => template !== undefined && needsSize(template))) {
    throw invalidArgument('The size of a file in blocks is not known yet when its dir and name are.');
  }
  const form = await readForm(call.req, uploadFormLimits, 'content');
  try {
    const fields = uploadFields(form.fields);
    const limit = Math.min(maxBlockBytes, policy.sizeLimit ?? maxBlockBytes);
    if (fields.size !== undefined && fields.size > limit) throw sizeExceeded(limit);
    const plan = planFile(call, policy, fields, form.file);
    const { store, accessKeyId } = call;
    const { description, traits, encryptionKey } = plan.intent;

    let received: { content: ReceivedContent; file: PlannedFile } | undefined;
    const promise = { size: fields.size, md5: fields.md5, limit };
    const bytes = receiveContent(form.file.chunks(), promise, async (content) => {
      received = { content, file: await plan.settle(content) };
    });
    const stored = await store.contents.write(bytes, encryptionKey);
    if (received === undefined) throw new Error('The content was not read to its end.');
    const { content, file } = received;
    const { dir, name, image, vars } = file.magic;
    const initiated = store.now();
    const upload: BlockUploadRecord = {
      key: file.key,
      uploadId: newUploadId(initiated),
      initiated,
      description: {
        ...description,
        headers: { ...description.headers, 'content-type': file.magic.mimeType },
      },
      ...traits,
      checksum: undefined,
      want: { accessKeyId, dir, name, image, vars: [...vars], insertOnly: policy.insertOnly },
    };
    const etag = etagOf(content.md5, encryptionKey);
    await store.contents.commit([stored?.id], (tables) => {
      checkWritable(store, tables, file, { ifAbsent: policy.insertOnly });
      putUpload(tables, file.bucket, upload);
      referToFile(tables, stored?.id);
      const part = { file: stored?.id, size: content.size, etag, modified: initiated, checksum: undefined };
      return { result: undefined, discarded: putPart(tables, upload.uploadId, 1, part) };
    });
    const ids = { id: blockUploadId(file.key), uploadId: upload.uploadId };
    return jsonReply(200, {
      ...okAnswer(call.requestId),
      ...blockAnswer(ids, upload.want, { partNumber: 1, etag }),
    });
  } finally {
    form.close();
  }
}
