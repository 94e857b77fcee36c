/** The policies that MinIO's older clients set for a prefix, as their statements are. */
export type CannedPolicy = 'readonly' | 'readwrite' | 'writeonly' | 'none';

const writeActions = [
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:ListMultipartUploadParts',
  's3:PutObject',
];

/** Undefined for `none`, which is no policy at all. */
export function cannedPolicy(kind: CannedPolicy, bucket: string, prefix: string): string | undefined {
  if (kind === 'none') return undefined;
  const reads = kind !== 'writeonly';
  const writes = kind !== 'readonly';
  const onBucket = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Resource: [`arn:aws:s3:::${bucket}`],
    Sid: '',
  };
  const condition = prefix === '' ? {} : { Condition: { StringEquals: { 's3:prefix': prefix } } };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { ...onBucket, Action: ['s3:GetBucketLocation'] },
      ...(reads ? [{ ...onBucket, Action: ['s3:ListBucket'], ...condition }] : []),
      ...(writes ? [{ ...onBucket, Action: ['s3:ListBucketMultipartUploads'] }] : []),
      {
        ...onBucket,
        Action: [...(reads ? ['s3:GetObject'] : []), ...(writes ? writeActions : [])],
        Resource: [`arn:aws:s3:::${bucket}/${prefix}*`],
      },
    ],
  });
}
