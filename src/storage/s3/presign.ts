import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { StorageError } from '../errors.ts';
import type { PresignInput } from '../object-operations.ts';
import type { PresignedUrl } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { publicEndpoint } from './public-endpoint.ts';

const longestExpiry = 604_800;

/** Throws `invalid-argument` for what is no whole number of seconds from 1 to 604,800 (7 days). */
export function refuseExpiry(expiresIn: number): void {
  if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > longestExpiry) {
    throw new StorageError('invalid-argument');
  }
}

/**
 * A link that needs no credentials until it expires. `invalid-argument` for an expiry that is none, a request date in
 * the future (by `now`, ms) and a public origin that is no address. Nothing is sent.
 * User guide: "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".
 */
export async function presignObject(
  caller: S3Caller,
  input: PresignInput,
  now: () => number = Date.now,
): Promise<PresignedUrl> {
  const { expiresIn, requestDate } = input;
  refuseExpiry(expiresIn);
  if (requestDate && !(requestDate.getTime() <= now())) throw new StorageError('invalid-argument');
  const publicOrigin = publicEndpoint(input.publicOrigin);
  const signedHeaders = input.method === 'PUT' && input.contentType ? ['content-type'] : undefined;
  const options = { expiresIn, date: requestDate, publicOrigin, signedHeaders };
  const { method } = input;
  if (method === 'GET') return caller.presign(new GetObjectCommand(readInput(input)), options);
  if (method === 'HEAD') return caller.presign(new HeadObjectCommand(readInput(input)), options);
  const address = { Bucket: input.bucket, Key: input.key };
  if (method === 'PUT') {
    const ContentType = input.contentType || undefined;
    return caller.presign(new PutObjectCommand({ ...address, ContentType }), options);
  }
  return caller.presign(new DeleteObjectCommand({ ...address, VersionId: input.versionId }), options);
}

const readInput = (input: PresignInput) => ({
  Bucket: input.bucket,
  Key: input.key,
  VersionId: input.versionId,
  ResponseContentDisposition: input.responseContentDisposition || undefined,
  ResponseContentType: input.responseContentType || undefined,
  ResponseContentLanguage: input.responseContentLanguage || undefined,
  ResponseContentEncoding: input.responseContentEncoding || undefined,
  ResponseCacheControl: input.responseCacheControl || undefined,
  ResponseExpires: input.responseExpires,
});
