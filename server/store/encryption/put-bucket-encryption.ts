import type { Operation } from '../http/call.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { putSetting } from '../metadata/settings.ts';
import { maxDocumentBytes } from '../operations/limits.ts';
import { readDocument } from '../payload/payload.ts';
import { readEncryptionDocument } from './encryption-document.ts';

/**
 * For the objects to come: what the bucket has stays as it is.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html
 */
export const putBucketEncryption: Operation = async ({ bucket, payload, metadata }) => {
  requireBucket(metadata.tables, bucket);
  const setting = readEncryptionDocument(await readDocument(payload, maxDocumentBytes));
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    putSetting(tables, bucket, 'encryption', setting);
  });
  return { status: 200 };
};
