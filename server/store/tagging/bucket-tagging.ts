import { type Operation, xmlReply } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { requireVouched } from '../lock/require-vouched.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { findSetting, putSetting, removeSetting } from '../metadata/settings.ts';
import { maxDocumentBytes } from '../operations/limits.ts';
import { readDocument } from '../payload/payload.ts';
import { readTagging, taggingDocument } from './tagging-document.ts';
import { checkTags } from './tags.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html */
export const getBucketTagging: Operation = ({ bucket, metadata: { tables } }) => {
  requireBucket(tables, bucket);
  const tags = findSetting(tables, bucket, 'tagging');
  if (tags !== undefined) return xmlReply(taggingDocument(tags));
  throw new S3Error('NoSuchTagSet', 'The bucket has no tags.', { BucketName: bucket });
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */
export const putBucketTagging: Operation = async ({ bucket, payload, metadata, profile }) => {
  if (profile === 'aws') requireVouched(payload.plan);
  requireBucket(metadata.tables, bucket);
  const tags = readTagging(await readDocument(payload, maxDocumentBytes));
  checkTags(tags, 'bucket', profile);
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    if (tags.length === 0) removeSetting(tables, bucket, 'tagging');
    else putSetting(tables, bucket, 'tagging', tags);
  });
  return { status: profile === 'minio' ? 200 : 204 };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html */
export const deleteBucketTagging: Operation = async ({ bucket, metadata }) => {
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    removeSetting(tables, bucket, 'tagging');
  });
  return { status: 204 };
};
