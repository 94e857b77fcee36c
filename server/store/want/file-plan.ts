import { randomUUID } from 'node:crypto';
import type { RequestHeaders } from '../http/request-headers.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { type ObjectIntent, objectIntent } from '../objects/object-intent.ts';
import { checkWritable, type ObjectTarget } from '../objects/store-object.ts';
import type { UploadFields } from './form-fields.ts';
import { imageSize } from './image-size.ts';
import { type MagicFile, needsContent, writeMagicVariables } from './magic-variables.ts';
import { claimedMimeType, detectMimeType, isMimeTypeAllowed, mimeTypeByContent } from './mime-type.ts';
import type { ReceivedContent } from './receive-content.ts';
import type { UploadPolicy } from './upload-policy.ts';
import type { WantCall } from './want-call.ts';
import { invalidArgument, WantError } from './want-error.ts';
import { keyOf, parseDir, parseName, parseNamespace } from './want-path.ts';

/** A file whose content has come and which is about to be stored. */
export interface PlannedFile extends ObjectTarget {
  magic: MagicFile;
}

export interface FilePlan {
  /** Where the file's bytes are encrypted, and what goes with them beside the type. */
  intent: ObjectIntent;
  /** The type, place and name of the file, from its content; throws where they are not allowed. */
  settle(content: ReceivedContent): Promise<PlannedFile>;
}

/**
 * What a token and a form say of a file, as far as it can be known and refused before the content is read: where a name
 * depends on the content the rest is refused at its end. Throws WantError and S3Error.
 */
export function planFile(
  call: WantCall,
  policy: UploadPolicy,
  fields: UploadFields,
  form: { filename: string; contentType: string },
): FilePlan {
  const { store, access } = call;
  const namespace = parseNamespace(policy.namespace);
  requireBucket(store.metadata.tables, namespace);
  const dirAsked = fields.dir ?? '/';
  const nameAsked = fields.name ?? form.filename;
  // A token says once and for all where its files go, so the form has no say where it does.
  const templates = { dir: policy.dir, name: policy.name };
  const moment = { now: store.now(), uuid: randomUUID() };
  const claimed = claimedMimeType(nameAsked === '' ? (policy.name ?? '') : nameAsked, form.contentType);
  const headers: RequestHeaders = new Map(
    [...fields.metadata].map(([name, value]) => [`x-amz-meta-${name}`, value]),
  );
  const intent = objectIntent({
    ...store,
    headers,
    bucket: namespace,
    // It matters for customers' keys alone, and no form of Want brings one.
    isPrivate: false,
  });

  const place = (known: Pick<MagicFile, 'size' | 'mimeType' | 'image'>): PlannedFile => {
    const before: MagicFile = { namespace, dir: dirAsked, name: nameAsked, vars: fields.vars, ...known };
    const write = (template: string | undefined, asked: string) =>
      template === undefined ? asked : writeMagicVariables(template, before, moment);
    const nameWritten = write(templates.name, nameAsked);
    if (nameWritten === '') throw invalidArgument('name is empty');
    const name = parseName(nameWritten);
    const dir = parseDir(write(templates.dir, dirAsked));
    const key = keyOf(dir, name);
    access.require({ action: 's3:PutObject', bucket: namespace, key });
    return { bucket: namespace, key, magic: { ...before, dir, name } };
  };

  const byContent = Object.values(templates).some(
    (template) => template !== undefined && needsContent(template),
  );
  if (!byContent) {
    const target = place({ size: 0, mimeType: '', image: undefined });
    checkWritable(store, store.metadata.tables, target, { ifAbsent: policy.insertOnly });
  }
  if (!policy.detectMime) checkMimeType(claimed, policy);

  return {
    intent,
    async settle({ size, head }) {
      const mimeType = policy.detectMime ? mimeTypeByContent(await detectMimeType(head), claimed) : claimed;
      checkMimeType(mimeType, policy);
      return place({ size, mimeType, image: imageSize(head) });
    },
  };
}

export function checkMimeType(mimeType: string, { mimeLimit }: UploadPolicy): void {
  if (isMimeTypeAllowed(mimeType, mimeLimit)) return;
  throw new WantError('MimeTypeNotAllowed', `The upload token allows no file of the type ${mimeType}.`);
}
