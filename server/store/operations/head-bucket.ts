import type { Operation } from '../http/call.ts';
import { requireBucket } from '../metadata/buckets.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket: Operation = ({ bucket, metadata, region }) => {
  const { location } = requireBucket(metadata.tables, bucket);
  return { status: 200, headers: { 'x-amz-bucket-region': location ?? region } };
};
