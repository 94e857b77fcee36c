import type { Client, S3Error } from 'minio';
import { sha256 } from './content.ts';

/** SHA-256 in hex of what is stored under a key. */
export async function storedHash(s3: Client, bucket: string, key: string): Promise<string> {
  return await sha256(await s3.getObject(bucket, key));
}

/** Every key of the bucket under the prefix, in the server's order. */
export async function storedKeys(s3: Client, bucket: string, prefix = ''): Promise<string[]> {
  const keys: string[] = [];
  for await (const { name } of s3.listObjectsV2(bucket, prefix, true)) keys.push(name);
  return keys;
}

/** Asked in one request: the client's own walk looks into each upload, which may be gone by then. */
export async function storedUploads(
  s3: Client,
  bucket: string,
): Promise<{ key: string; uploadId: string }[]> {
  const { uploads } = await s3.listIncompleteUploadsQuery(bucket, '', '', '', '');
  return uploads.map(({ key, uploadId }) => ({ key, uploadId }));
}

/** The server's code for a HEAD of the key, or `stored`. */
export async function headOf(s3: Client, bucket: string, key: string): Promise<string> {
  try {
    await s3.statObject(bucket, key);
    return 'stored';
  } catch (error) {
    return (error as S3Error).code ?? String(error);
  }
}
