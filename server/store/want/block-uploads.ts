import type { EncryptionKey } from '../encryption/object-encryption.ts';
import { readingKey } from '../encryption/reading-key.ts';
import type { FormField } from '../forms/multipart-form.ts';
import { requireBucket } from '../metadata/buckets.ts';
import type { UploadRecord } from '../metadata/records.ts';
import { requireUpload } from '../metadata/uploads.ts';
import { decodeBase64 } from './base64.ts';
import { requiredField } from './form-fields.ts';
import type { UploadPolicy } from './upload-policy.ts';
import type { WantCall } from './want-call.ts';
import { WantError } from './want-error.ts';
import { parseDir, parseNamespace } from './want-path.ts';
import type { WantUpload } from './want-upload.ts';

export type BlockUploadRecord = UploadRecord & { want: WantUpload };

/** An upload that a form names, which goes on under the token that came with it. */
export interface BlockUpload {
  bucket: string;
  id: string;
  upload: BlockUploadRecord;
  encryptionKey: EncryptionKey | undefined;
}

/** `id` leads to the upload's key, so that nothing need be searched; `uploadId` is the secret of the two. */
export const blockUploadId = (key: string) => Buffer.from(key, 'utf8').toString('base64url');

/** Throws UploadIdNotExist also for an upload of another account or of S3, which is nobody's business here. */
export function findBlockUpload(
  { store, accessKeyId, access }: WantCall,
  policy: UploadPolicy,
  fields: readonly FormField[],
): BlockUpload {
  const bucket = parseNamespace(policy.namespace);
  requireBucket(store.metadata.tables, bucket);
  const id = requiredField(fields, 'id');
  const uploadId = requiredField(fields, 'uploadId').toLowerCase();
  const key = decodeBase64(id)?.toString('utf8') ?? '';
  const upload = isKeyOfUpload(key) ? requireUpload(store.metadata.tables, bucket, key, uploadId) : undefined;
  const want = upload?.want;
  if (upload === undefined || want?.accessKeyId !== accessKeyId) throw noSuchUpload();
  checkPlace(policy, want);
  access.require({ action: 's3:PutObject', bucket, key });
  return { bucket, id, upload: { ...upload, want }, encryptionKey: storedKey(upload) };
}

/** The key that an upload's blocks are encrypted with: the store's own, for Want has no keys of customers. */
const storedKey = ({ encryption }: UploadRecord) => readingKey(encryption, new Map(), true, '');

const noSuchUpload = () =>
  new WantError(
    'UploadIdNotExist',
    'There is no such upload: it was completed or cancelled, or never begun.',
  );

/** Ids are part of rows, which hold so much and no more. */
const isKeyOfUpload = (key: string) => key !== '' && Buffer.byteLength(key) <= 1024;

/** A token for one place does not go on with a file in another. What it says in variables was written out at the start. */
function checkPlace({ dir, name }: UploadPolicy, want: WantUpload): void {
  const isOther = (asked: string | undefined, began: string) =>
    asked !== undefined && !asked.includes('${') && asked !== began;
  if (!isOther(dir && parseDir(dir), want.dir) && !isOther(name, want.name)) return;
  throw new WantError('AccessDenied', 'The upload token is for another place than that of the upload.');
}

/** What every answer about blocks says of the file. */
export const blockAnswer = (
  { id, uploadId }: { id: string; uploadId: string },
  { dir, name }: Pick<WantUpload, 'dir' | 'name'>,
  { partNumber, etag }: { partNumber: number; etag: string },
) => ({ id, uploadId, partNumber, eTag: etag.toUpperCase(), dir, name });
