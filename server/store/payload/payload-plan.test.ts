import { describe, expect, it } from 'vitest';
import { planPayload } from './payload-plan.ts';

const sha256 = 'a'.repeat(64);
const plan = (payloadHash: string, headers: Record<string, string> = {}) =>
  planPayload(new Map(Object.entries(headers)), payloadHash, 'body');

describe('what a body must be', () => {
  it.each<{ hash: string; headers: Record<string, string>; expected: object }>([
    {
      hash: 'UNSIGNED-PAYLOAD',
      headers: { 'content-length': '5', 'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==' },
      expected: {
        framing: 'plain',
        length: 5,
        sha256: undefined,
        md5: Buffer.from('5d41402abc4b2a76b9719d911017c592', 'hex'),
      },
    },
    { hash: sha256, headers: {}, expected: { framing: 'plain', length: undefined, sha256 } },
    {
      hash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      headers: { 'content-length': '500', 'x-amz-decoded-content-length': '5' },
      expected: { framing: 'signed-chunks', length: 5, hasTrailer: false },
    },
    {
      hash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      headers: { 'x-amz-trailer': 'x-amz-checksum-crc32', 'x-amz-sdk-checksum-algorithm': 'CRC32' },
      expected: {
        framing: 'unsigned-chunks',
        hasTrailer: true,
        checksum: { algorithm: 'crc32', expected: { trailer: 'x-amz-checksum-crc32' } },
      },
    },
    {
      hash: 'UNSIGNED-PAYLOAD',
      headers: { 'x-amz-checksum-crc32': 'NhCmhg==' },
      expected: { checksum: { algorithm: 'crc32', expected: { value: 'NhCmhg==' } } },
    },
  ])('$hash $headers', ({ hash, headers, expected }) => {
    expect(plan(hash, headers)).toMatchObject(expected);
  });

  it.each<{ code: string; hash: string; headers: Record<string, string> }>([
    { code: 'InvalidArgument', hash: 'something', headers: {} },
    { code: 'InvalidArgument', hash: sha256.toUpperCase(), headers: {} },
    { code: 'InvalidArgument', hash: sha256, headers: { 'content-length': 'x' } },
    { code: 'InvalidDigest', hash: sha256, headers: { 'content-md5': 'short' } },
    { code: 'InvalidDigest', hash: sha256, headers: { 'content-md5': '' } },
    { code: 'InvalidRequest', hash: sha256, headers: { 'x-amz-checksum-crc32': 'NhCmhg' } },
    { code: 'InvalidRequest', hash: sha256, headers: { 'x-amz-checksum-sha1': 'NhCmhg==' } },
    {
      code: 'InvalidRequest',
      hash: sha256,
      headers: { 'x-amz-checksum-crc32': 'NhCmhg==', 'x-amz-checksum-crc32c': 'mnG7TA==' },
    },
    {
      code: 'InvalidRequest',
      hash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      headers: { 'x-amz-trailer': 'x-amz-meta-a' },
    },
    {
      code: 'InvalidRequest',
      hash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      headers: { 'x-amz-trailer': 'x-amz-checksum-crc32', 'x-amz-checksum-crc32': 'NhCmhg==' },
    },
    { code: 'InvalidRequest', hash: sha256, headers: { 'x-amz-sdk-checksum-algorithm': 'CRC32' } },
  ])('$code for $hash $headers', ({ code, hash, headers }) => {
    expect(() => plan(hash, headers)).toThrow(expect.objectContaining({ code }));
  });
});
