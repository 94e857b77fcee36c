import {
  type ChecksumAlgorithm,
  checksumAlgorithms,
  checksumBytes,
  checksumHeader,
  parseChecksumAlgorithm,
} from '../checksum/checksum.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { invalidArgument, S3Error } from '../http/s3-error.ts';

/** How a body is framed, and what its sender says of it: everything that must hold before it counts. */
export interface PayloadPlan {
  framing: 'plain' | 'signed-chunks' | 'unsigned-chunks';
  /** Payload bytes, without framing; undefined where no length was sent. */
  length: number | undefined;
  /** Hex. */
  sha256: string | undefined;
  md5: Buffer | undefined;
  checksum: { algorithm: ChecksumAlgorithm; expected: { value: string } | { trailer: string } } | undefined;
  hasTrailer: boolean;
}

/**
 * `payloadHash` is the value of `x-amz-content-sha256` that was signed. A checksum that is of the resulting object
 * and not of the body is left to the operation.
 */
export function planPayload(
  headers: RequestHeaders,
  payloadHash: string,
  checksumOf: 'body' | 'object',
): PayloadPlan {
  const { framing, hasTrailer } = framingOf(payloadHash);
  return {
    framing,
    hasTrailer,
    length: payloadLength(headers, framing),
    sha256: /^[0-9a-f]{64}$/.test(payloadHash) ? payloadHash : undefined,
    md5: contentMd5(headers),
    checksum: checksumOf === 'body' ? declaredChecksum(headers, hasTrailer) : undefined,
  };
}

function framingOf(payloadHash: string): Pick<PayloadPlan, 'framing' | 'hasTrailer'> {
  switch (payloadHash) {
    case 'UNSIGNED-PAYLOAD':
      return { framing: 'plain', hasTrailer: false };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
      return { framing: 'signed-chunks', hasTrailer: false };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      return { framing: 'signed-chunks', hasTrailer: true };
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return { framing: 'unsigned-chunks', hasTrailer: true };
  }
  if (!/^[0-9a-f]{64}$/.test(payloadHash)) {
    throw invalidArgument(
      'x-amz-content-sha256',
      payloadHash,
      'x-amz-content-sha256 is a SHA-256 in hex, UNSIGNED-PAYLOAD or one of the STREAMING forms.',
    );
  }
  return { framing: 'plain', hasTrailer: false };
}

function payloadLength(headers: RequestHeaders, framing: PayloadPlan['framing']): number | undefined {
  const name = framing === 'plain' ? 'content-length' : 'x-amz-decoded-content-length';
  const text = headers.get(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw invalidArgument(name, text, 'A length is a number of bytes.');
  return Number(text);
}

function contentMd5(headers: RequestHeaders): Buffer | undefined {
  const text = headers.get('content-md5');
  if (text === undefined) return undefined;
  const md5 = Buffer.from(text, 'base64');
  if (md5.length !== 16 || md5.toString('base64') !== text.trim()) {
    throw new S3Error('InvalidDigest', 'Content-MD5 is not an MD5 in base64.', { 'Content-MD5': text });
  }
  return md5;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
function declaredChecksum(headers: RequestHeaders, hasTrailer: boolean): PayloadPlan['checksum'] {
  const sent = checksumAlgorithms.filter((algorithm) => headers.has(checksumHeader(algorithm)));
  const trailer = hasTrailer ? headers.get('x-amz-trailer')?.trim().toLowerCase() : undefined;
  if (sent.length + (trailer === undefined ? 0 : 1) > 1) {
    throw new S3Error('InvalidRequest', 'A request carries one checksum, in a header or in a trailer.');
  }
  const checksum = trailer === undefined ? headerChecksum(headers, sent[0]) : trailerChecksum(trailer);
  const named = headers.get('x-amz-sdk-checksum-algorithm');
  if (named !== undefined && parseChecksumAlgorithm(named) !== checksum?.algorithm) {
    throw new S3Error('InvalidRequest', 'x-amz-sdk-checksum-algorithm names a checksum that was not sent.');
  }
  return checksum;
}

function headerChecksum(
  headers: RequestHeaders,
  algorithm: ChecksumAlgorithm | undefined,
): PayloadPlan['checksum'] {
  if (algorithm === undefined) return undefined;
  const value = headers.get(checksumHeader(algorithm)) ?? '';
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== checksumBytes[algorithm] || bytes.toString('base64') !== value) {
    throw new S3Error('InvalidRequest', `The value of ${checksumHeader(algorithm)} is invalid.`);
  }
  return { algorithm, expected: { value } };
}

function trailerChecksum(trailer: string): PayloadPlan['checksum'] {
  const algorithm = checksumAlgorithms.find((candidate) => checksumHeader(candidate) === trailer);
  if (algorithm === undefined) {
    throw new S3Error('InvalidRequest', 'x-amz-trailer names something else than one checksum.');
  }
  return { algorithm, expected: { trailer } };
}

/** Whether the sender vouched for the body, as DeleteObjects asks for. */
export const isVouchedFor = ({ md5, checksum }: PayloadPlan) => md5 !== undefined || checksum !== undefined;
