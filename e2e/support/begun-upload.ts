import type { Client } from 'minio';
import { seededBytes } from './content.ts';

const MiB = 1024 ** 2;

export interface BegunUpload {
  key: string;
  uploadId: string;
}

/** The bytes of one slice of what `seededBytes` makes, so that parts and files agree. */
export function seededSlice(seed: string, start: number, end: number): Buffer {
  return Buffer.concat([...seededBytes(seed, end)]).subarray(start);
}

/** Another client begins an upload, sends the parts of that number (5 MiB each) and leaves it at that. */
export async function beginUpload(
  s3: Client,
  bucket: string,
  key: string,
  { seed = key, parts = [] as number[] } = {},
): Promise<BegunUpload> {
  const uploadId = await s3.initiateNewMultipartUpload(bucket, key, {});
  for (const partNumber of parts) {
    const body = seededSlice(seed, (partNumber - 1) * 5 * MiB, partNumber * 5 * MiB);
    await s3.uploadPart(
      { bucketName: bucket, objectName: key, uploadID: uploadId, partNumber, headers: {} },
      body,
    );
  }
  return { key, uploadId };
}
