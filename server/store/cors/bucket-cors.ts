import { type Operation, xmlReply } from '../http/call.ts';
import { notImplemented, S3Error } from '../http/s3-error.ts';
import { requireVouched } from '../lock/require-vouched.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { putSetting, removeSetting } from '../metadata/settings.ts';
import { readDocument } from '../payload/payload.ts';
import { corsDocument, readCorsDocument } from './cors-document.ts';
import { corsSettingOf } from './cors-setting-of.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html */
export const getBucketCors: Operation = ({ bucket, metadata: { tables }, profile }) => {
  requireBucket(tables, bucket);
  const setting = corsSettingOf(tables, profile, bucket);
  if (setting !== undefined) return xmlReply(corsDocument(setting));
  throw new S3Error('NoSuchCORSConfiguration', 'The bucket has no CORS configuration.', {
    BucketName: bucket,
  });
};

/** As AWS has it. */
const maxCorsBytes = 64 * 1024;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export const putBucketCors: Operation = async ({ bucket, payload, metadata, profile }) => {
  if (profile === 'minio') throw notImplemented();
  requireVouched(payload.plan);
  requireBucket(metadata.tables, bucket);
  const setting = readCorsDocument(await readDocument(payload, maxCorsBytes));
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    putSetting(tables, bucket, 'cors', setting);
  });
  return { status: 200 };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html */
export const deleteBucketCors: Operation = async ({ bucket, metadata, profile }) => {
  if (profile === 'minio') throw notImplemented();
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    removeSetting(tables, bucket, 'cors');
  });
  return { status: 204 };
};
