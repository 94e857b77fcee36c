import { type Operation, xmlReply } from '../http/call.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { findSetting } from '../metadata/settings.ts';
import { versioningDocument } from '../versions/versioning-document.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export const getBucketVersioning: Operation = ({ bucket, metadata: { tables } }) => {
  requireBucket(tables, bucket);
  return xmlReply(versioningDocument(findSetting(tables, bucket, 'versioning')));
};
