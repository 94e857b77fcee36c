import type { CallOptions } from '../call-options.ts';
import type { ObjectRef } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { customerKeyHeaders } from './object-options.ts';

/**
 * Bytes of one part of an object that was stored in parts. Undefined where the server answers for the whole object,
 * or where CORS hides what tells it. API: HeadObject, `partNumber`.
 */
export async function partSize(
  caller: S3Caller,
  {
    bucket,
    key,
    versionId,
    customerKey,
    partNumber,
  }: ObjectRef & { customerKey?: Uint8Array; partNumber: number },
  options?: CallOptions,
): Promise<number | undefined> {
  const { status, headers } = await caller.plain(
    {
      method: 'HEAD',
      bucket,
      key,
      query: { partNumber: String(partNumber), ...(versionId !== undefined && { versionId }) },
      headers: customerKeyHeaders(customerKey),
    },
    options,
  );
  const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(headers['content-range'] ?? '') ?? [];
  if (first !== undefined && last !== undefined) return Number(last) - Number(first) + 1;
  const length = headers['content-length'];
  return status === 206 && length !== undefined ? Number(length) : undefined;
}
