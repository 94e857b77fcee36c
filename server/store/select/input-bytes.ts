import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { S3Error } from '../http/s3-error.ts';
import { bunzip2 } from './bunzip2.ts';

export type CompressionType = 'NONE' | 'GZIP' | 'BZIP2';

/** Undoes the compression of an object. Closing the generator closes its source. */
export function decompressed(
  source: AsyncIterable<Buffer>,
  compression: CompressionType,
): AsyncIterable<Buffer> {
  switch (compression) {
    case 'NONE':
      return source;
    case 'GZIP':
      return gunzip(source);
    case 'BZIP2':
      return bunzip2(source);
  }
}

async function* gunzip(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = createGunzip();
  // The error comes out of the stream below, too.
  pipeline(Readable.from(source), stream, () => undefined);
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      yield chunk;
    }
  } catch (error) {
    if (stream.bytesWritten === 0) throw notGzip();
    throw gunzipError(error);
  }
  // Of nothing at all some versions of the decoder make nothing, without a complaint.
  if (size === 0 && stream.bytesWritten === 0) throw notGzip();
}

function gunzipError(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'Z_BUF_ERROR') return new S3Error('TruncatedInput', 'The compressed object ends too early.');
  return code.startsWith('Z_') ? notGzip() : error;
}

const notGzip = () =>
  new S3Error('InvalidCompressionFormat', 'The object is not compressed with GZIP, or it is damaged.');

/** Text of UTF-8; a byte order mark at its beginning is none of it. */
export async function* textOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Buffer) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new S3Error('InvalidTextEncoding', 'The object is not text in UTF-8.');
    }
  };
  for await (const chunk of source) yield decode(chunk);
  const rest = decode();
  if (rest !== '') yield rest;
}

/** Which bytes of an object a scan begins in: records that begin there are read to their end. Both ends included. */
export interface ScanRange {
  first: number;
  last: number;
}

/**
 * The records that begin within a range. The source begins `delimiter.length` bytes before `range.first`, or at the
 * object's beginning if the range does.
 */
export async function* recordsInRange(
  source: AsyncIterable<Buffer>,
  { first, last }: ScanRange,
  delimiter: Buffer,
): AsyncGenerator<Buffer> {
  // Where `kept` begins in the object.
  let position = Math.max(0, first - delimiter.length);
  let isInRecord = first === 0;
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    if (!isInRecord) {
      const found = kept.indexOf(delimiter);
      const taken = found === -1 ? Math.max(0, kept.length - delimiter.length + 1) : found + delimiter.length;
      kept = kept.subarray(taken);
      position += taken;
      isInRecord = found !== -1;
      if (!isInRecord) continue;
      if (position > last) return;
    }
    // A record that begins at or before `last` ends with the first delimiter that ends behind it.
    const end = kept.indexOf(delimiter, Math.max(0, last + 1 - delimiter.length - position));
    if (end !== -1) {
      yield kept.subarray(0, end + delimiter.length);
      return;
    }
    const whole = kept.length - delimiter.length + 1;
    if (whole <= 0) continue;
    yield kept.subarray(0, whole);
    kept = kept.subarray(whole);
    position += whole;
  }
  if (isInRecord && kept.length > 0) yield kept;
}
