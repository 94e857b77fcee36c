import { type Operation, xmlReply } from '../http/call.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { findSetting } from '../metadata/settings.ts';
import { leaf, xmlDocument } from '../xml/write-xml.ts';
import { noSuchBucketPolicy } from './get-bucket-policy.ts';
import { parsePolicy } from './parse-policy.ts';
import { isPublic, isPublicInMinio } from './public-policy.ts';

/**
 * Whether the policy lets strangers in. MinIO says so in capitals, also of a bucket that has no policy, and means
 * something narrower by it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html
 */
export const getBucketPolicyStatus: Operation = ({
  bucket,
  metadata,
  profile,
  query,
  headers,
  source,
  now,
}) => {
  requireBucket(metadata.tables, bucket);
  const text = findSetting(metadata.tables, bucket, 'policy');
  const policy = text === undefined ? undefined : parsePolicy(text, 'bucket');
  if (profile === 'minio') {
    const anonymous = {
      account: undefined,
      headers,
      query,
      address: source.address,
      isSecure: false,
      now: now(),
      objectTags: () => undefined,
      versionId: undefined,
    };
    return status(policy !== undefined && isPublicInMinio(policy, bucket, anonymous) ? 'TRUE' : 'FALSE');
  }
  if (policy === undefined) throw noSuchBucketPolicy(bucket);
  return status(String(isPublic(policy)));
};

const status = (isPublicText: string) =>
  xmlReply(xmlDocument('PolicyStatus', [leaf('IsPublic', isPublicText)]));
