import { etagOf } from '../encryption/etag.ts';
import { type FormLimits, readForm } from '../forms/multipart-form.ts';
import type { Reply } from '../http/call.ts';
import type { Content } from '../metadata/records.ts';
import { storeObject } from '../objects/store-object.ts';
import { fileAnswer } from './file-answer.ts';
import { type PlannedFile, planFile } from './file-plan.ts';
import { finishUpload } from './finish-upload.ts';
import { uploadFields } from './form-fields.ts';
import { type ReceivedContent, receiveContent, sizeExceeded } from './receive-content.ts';
import type { UploadPolicy } from './upload-policy.ts';
import type { WantCall } from './want-call.ts';

/**
 * The most that goes in one piece. SDKs cut at 10 or 20 MiB; ten times that lets a page send without blocks what its
 * user has, and keeps a broken connection from costing more than it.
 */
const maxUploadBytes = 100 * 1024 * 1024;

export const uploadFormLimits: FormLimits = { fields: 200, valueBytes: 64 * 1024, totalBytes: 256 * 1024 };

/** `POST /api/proxy/upload` */
export async function uploadFile(call: WantCall, policy: UploadPolicy): Promise<Reply> {
  const form = await readForm(call.req, uploadFormLimits, 'content');
  try {
    const fields = uploadFields(form.fields);
    const limit = Math.min(maxUploadBytes, policy.sizeLimit ?? maxUploadBytes);
    if (fields.size !== undefined && fields.size > limit) throw sizeExceeded(limit);
    const plan = planFile(call, policy, fields, form.file);
    const { store, source } = call;
    const { description, traits, encryptionKey } = plan.intent;

    let received: { content: ReceivedContent; file: PlannedFile } | undefined;
    const promise = { size: fields.size, md5: fields.md5, limit };
    const bytes = receiveContent(form.file.chunks(), promise, async (content) => {
      received = { content, file: await plan.settle(content) };
    });
    const stored = await store.contents.write(bytes, encryptionKey);
    if (received === undefined) throw new Error('The content was not read to its end.');
    const { content, file } = received;
    const where: Content = stored === undefined ? { kind: 'empty' } : { kind: 'file', id: stored.id };
    const object = await storeObject(
      store,
      file,
      {
        ...description,
        headers: { ...description.headers, 'content-type': file.magic.mimeType },
        ...traits,
        size: content.size,
        etag: etagOf(content.md5, encryptionKey),
        content: where,
        layout: stored === undefined ? [] : [stored],
        checksum: undefined,
      },
      { conditions: { ifAbsent: policy.insertOnly }, event: 's3:ObjectCreated:Post', source },
    );
    return await finishUpload(policy, file.magic, fileAnswer(call, file, object), call);
  } finally {
    form.close();
  }
}
