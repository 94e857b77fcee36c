import { createHash } from 'node:crypto';
import type { Client } from 'minio';
import { AssumeRoleProvider } from 'minio/dist/esm/AssumeRoleProvider.mjs';
import type { Target } from './target.ts';

/** The document of a sub-resource as the server has it, asked for by the independent client; else the error's code. */
export async function storedDocument(s3: Client, bucket: string, subresource: string): Promise<string> {
  try {
    const response = await s3.makeRequestAsync({ method: 'GET', bucketName: bucket, query: subresource });
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    return String((error as { code?: unknown }).code ?? error);
  }
}

/** Somebody else saves a document. */
export async function putDocument(
  s3: Client,
  bucket: string,
  subresource: string,
  xml: string,
): Promise<void> {
  const md5 = createHash('md5').update(xml).digest('base64');
  const headers = { 'content-md5': md5, 'content-type': 'application/xml' };
  await s3.makeRequestAsyncOmit(
    { method: 'PUT', bucketName: bucket, query: subresource, headers },
    xml,
    [200, 204],
  );
}

export interface SessionKeys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

/** Temporary keys that may do all but `denied`, such as `s3:PutBucketTagging`. */
export async function sessionWithout(target: Target, denied: readonly string[]): Promise<SessionKeys> {
  const statements = [
    { Effect: 'Allow', Action: ['s3:*'], Resource: ['arn:aws:s3:::*'] },
    { Effect: 'Deny', Action: denied, Resource: ['arn:aws:s3:::*'] },
  ];
  const provider = new AssumeRoleProvider({
    stsEndpoint: target.endpoint,
    accessKey: target.accessKeyId,
    secretKey: target.secretAccessKey,
    region: target.region,
    durationSeconds: 3600,
    policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  });
  const keys = await provider.getCredentials();
  return {
    accessKeyId: keys.getAccessKey(),
    secretAccessKey: keys.getSecretKey(),
    sessionToken: keys.getSessionToken() ?? '',
  };
}
