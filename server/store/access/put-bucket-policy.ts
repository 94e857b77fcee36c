import type { Operation } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { putSetting } from '../metadata/settings.ts';
import { readDocument } from '../payload/payload.ts';
import { malformedPolicy } from './malformed-policy.ts';
import { parseBucketPolicy } from './parse-policy.ts';

const maxPolicyBytes = 20 * 1024;

/** It holds from the next request on. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export const putBucketPolicy: Operation = async ({ bucket, payload, metadata }) => {
  const { length } = payload.plan;
  if (length === undefined) {
    throw new S3Error('MissingContentLength', 'A policy takes a Content-Length header.');
  }
  if (length === 0) {
    throw malformedPolicy('The request has no policy in it.').orInMinio('MissingContentLength');
  }
  if (length > maxPolicyBytes) {
    throw new S3Error('PolicyTooLarge', `A policy has ${maxPolicyBytes} bytes at most.`, {
      ProposedSize: String(length),
      MaxSizeAllowed: String(maxPolicyBytes),
    });
  }
  requireBucket(metadata.tables, bucket);
  const policy = decode(await readDocument(payload, maxPolicyBytes));
  parseBucketPolicy(policy, bucket);
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    putSetting(tables, bucket, 'policy', policy);
  });
  return { status: 204 };
};

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformedPolicy('A policy is UTF-8.');
  }
}
