import type { Profile } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';

/**
 * The bucket that an ARN names: `arn:aws:s3:::bucket`, and with MinIO's habits `arn:minio:replication:region:id:bucket`
 * as well. All buckets are of this store, so region and id say nothing.
 */
export function destinationBucket(arn: string, profile: Profile): string {
  const aws = /^arn:aws[a-z-]*:s3:::([^:/*?]+)$/.exec(arn);
  const minio = profile === 'minio' ? /^arn:minio:replication:[^:/]*:[^:/]+:([^:/*?]+)$/.exec(arn) : null;
  const bucket = aws?.[1] ?? minio?.[1];
  if (bucket !== undefined) return bucket;
  throw new S3Error('InvalidArgument', 'Bucket is the ARN of a bucket.', {
    ArgumentName: 'Bucket',
    ArgumentValue: arn,
  }).orInMinio('XMinioAdminRemoteArnInvalid');
}
