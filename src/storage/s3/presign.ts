import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { PresignInput } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { PresignedUrl } from '../types.ts';
import type { S3Caller } from './caller.ts';

const longestExpiry = 604_800;

/**
 * A link that needs no credentials until it expires. `invalid-argument` where `expiresIn` (seconds) is not a whole
 * number from 1 to 604,800. User guide: "Authenticating Requests: Using Query Parameters".
 */
export async function presignObject(caller: S3Caller, input: PresignInput): Promise<PresignedUrl> {
  const { method, bucket, key, expiresIn } = input;
  if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > longestExpiry) {
    throw new StorageError('invalid-argument');
  }
  const address = { Bucket: bucket, Key: key };
  switch (method) {
    case 'GET':
      return caller.presign(
        new GetObjectCommand({
          ...address,
          ResponseContentDisposition: input.responseContentDisposition,
          ResponseContentType: input.responseContentType,
        }),
        expiresIn,
      );
    case 'HEAD':
      return caller.presign(new HeadObjectCommand(address), expiresIn);
    case 'PUT':
      return caller.presign(new PutObjectCommand(address), expiresIn);
    case 'DELETE':
      return caller.presign(new DeleteObjectCommand(address), expiresIn);
  }
}
