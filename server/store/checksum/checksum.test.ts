import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checksumAlgorithms, multipartChecksum, runningChecksum, uploadChecksumType } from './checksum.ts';

const base64Of = (algorithm: (typeof checksumAlgorithms)[number], ...chunks: (Uint8Array | string)[]) => {
  const running = runningChecksum(algorithm);
  for (const chunk of chunks) running.update(Buffer.from(chunk));
  return running.value().toString('base64');
};

const hello = {
  crc32: 'NhCmhg==',
  crc32c: 'mnG7TA==',
  crc64nvme: 'M3eFcAZSQlc=',
  sha1: 'qvTGHdzF6KLavt4PO0gs2a6pQ00=',
  sha256: 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=',
};

describe.each(checksumAlgorithms)('%s', (algorithm) => {
  it('of "hello" is the known one, in one piece or in several', () => {
    expect(base64Of(algorithm, 'hello')).toBe(hello[algorithm]);
    expect(base64Of(algorithm, 'h', '', 'ell', 'o')).toBe(hello[algorithm]);
  });
});

it.each([
  { algorithm: 'crc32c', check: 'e3069283' },
  { algorithm: 'crc64nvme', check: 'ae8b14860a799888' },
] as const)('$algorithm has the check value of its definition', ({ algorithm, check }) => {
  expect(Buffer.from(base64Of(algorithm, '123456789'), 'base64').toString('hex')).toBe(check);
});

describe('of several parts', () => {
  const parts = [5_000, 5_000, 5_000, 1, 0, 777].map((size) => randomBytes(size));
  const partChecksums = (algorithm: (typeof checksumAlgorithms)[number]) =>
    parts.map((part) => ({ checksum: base64Of(algorithm, part), size: part.length }));

  it.each(['crc32', 'crc32c', 'crc64nvme'] as const)('a full %s is that of the whole', (algorithm) => {
    expect(multipartChecksum(algorithm, 'FULL_OBJECT', partChecksums(algorithm))).toBe(
      base64Of(algorithm, ...parts),
    );
  });

  it.each(['crc32', 'sha1', 'sha256'] as const)('a composite %s hashes the hashes', (algorithm) => {
    const raw = partChecksums(algorithm).map(({ checksum }) => Buffer.from(checksum, 'base64'));
    expect(multipartChecksum(algorithm, 'COMPOSITE', partChecksums(algorithm))).toBe(
      `${base64Of(algorithm, ...raw)}-6`,
    );
  });
});

it.each([
  { algorithm: 'crc32', asked: undefined, type: 'COMPOSITE' },
  { algorithm: 'crc32', asked: 'full_object', type: 'FULL_OBJECT' },
  { algorithm: 'crc64nvme', asked: undefined, type: 'FULL_OBJECT' },
  { algorithm: 'crc64nvme', asked: 'COMPOSITE', type: undefined },
  { algorithm: 'sha256', asked: 'FULL_OBJECT', type: undefined },
  { algorithm: 'sha1', asked: 'other', type: undefined },
] as const)('an upload with $algorithm asked to be $asked is $type', ({ algorithm, asked, type }) => {
  expect(uploadChecksumType(algorithm, asked)).toBe(type);
});
