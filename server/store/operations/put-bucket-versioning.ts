import type { Operation } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { findSetting, putSetting } from '../metadata/settings.ts';
import { readDocument } from '../payload/payload.ts';
import { readVersioning } from '../versions/versioning-document.ts';
import { readXml } from '../xml/read-xml.ts';
import { maxDocumentBytes } from './limits.ts';

/**
 * There is no way back to a bucket without versioning, only to a suspended one.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html
 */
export const putBucketVersioning: Operation = async ({ bucket, payload, metadata }) => {
  requireBucket(metadata.tables, bucket);
  const root = readXml(await readDocument(payload, maxDocumentBytes), 'VersioningConfiguration');
  const setting = readVersioning(root);
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    const isWhole = setting.status === 'Enabled' && !setting.excludedPrefixes && !setting.excludeFolders;
    if (!isWhole && findSetting(tables, bucket, 'object-lock') !== undefined) {
      throw invalidState('A bucket with Object Lock keeps versions of everything.');
    }
    if (setting.status !== 'Enabled' && findSetting(tables, bucket, 'replication') !== undefined) {
      throw invalidState('A bucket that is replicated keeps versions.');
    }
    putSetting(tables, bucket, 'versioning', setting);
  });
  return { status: 200 };
};

const invalidState = (message: string) =>
  new S3Error('InvalidBucketState', message).orInMinio('InvalidBucketState', message, 400);
