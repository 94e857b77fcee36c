import { printJson } from '../../storage/index.ts';

/** Something to change, for who does not know the form by heart: nobody gets in without TLS. */
export function examplePolicy(bucket: string): string {
  return printJson({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OnlyEncryptedConnections',
        Effect: 'Deny',
        Principal: { AWS: ['*'] },
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: [`arn:aws:s3:::${bucket}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
}
