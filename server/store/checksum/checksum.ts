import { createHash } from 'node:crypto';
import { runningCrc32, runningCrc32c, runningCrc64Nvme } from './crc.ts';
import { combinable, combineCrcs } from './crc-combine.ts';

export const checksumAlgorithms = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

/** As stored and sent: base64 of the big-endian bytes, with `-N` behind it when composite. */
export interface Checksum {
  algorithm: ChecksumAlgorithm;
  value: string;
  type: ChecksumType;
}

export const checksumHeader = (algorithm: ChecksumAlgorithm) => `x-amz-checksum-${algorithm}`;

/** Element of listings and results, such as `ChecksumCRC32C`. */
export const checksumElement = (algorithm: ChecksumAlgorithm) => `Checksum${algorithm.toUpperCase()}`;

export const checksumBytes: Record<ChecksumAlgorithm, number> = {
  crc32: 4,
  crc32c: 4,
  crc64nvme: 8,
  sha1: 20,
  sha256: 32,
};

export function parseChecksumAlgorithm(name: string): ChecksumAlgorithm | undefined {
  return checksumAlgorithms.find((algorithm) => algorithm === name.toLowerCase());
}

export interface RunningChecksum {
  update(chunk: Uint8Array): void;
  value(): Buffer;
}

export function runningChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'crc32':
      return runningCrc32();
    case 'crc32c':
      return runningCrc32c();
    case 'crc64nvme':
      return runningCrc64Nvme();
    default: {
      const hash = createHash(algorithm);
      return { update: (chunk) => void hash.update(chunk), value: () => hash.digest() };
    }
  }
}

interface PartChecksum {
  /** base64 */
  checksum: string;
  size: number;
}

/**
 * A multipart object's checksum from its parts'. COMPOSITE hashes the hashes; FULL_OBJECT is that of the whole and
 * exists for the CRCs alone. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export function multipartChecksum(
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  parts: readonly PartChecksum[],
): string {
  const values = parts.map(({ checksum, size }) => ({ crc: Buffer.from(checksum, 'base64'), size }));
  if (type === 'FULL_OBJECT') {
    if (algorithm === 'sha1' || algorithm === 'sha256') throw new Error(`${algorithm} cannot be combined`);
    return combineCrcs(combinable[algorithm], values).toString('base64');
  }
  const running = runningChecksum(algorithm);
  for (const { crc } of values) running.update(crc);
  return `${running.value().toString('base64')}-${parts.length}`;
}

/** Which type an upload has when it names an algorithm: CRC64NVME is of the whole always, the others by choice. */
export function uploadChecksumType(
  algorithm: ChecksumAlgorithm,
  asked: string | undefined,
): ChecksumType | undefined {
  const type = asked?.toUpperCase() ?? (algorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE');
  if (type === 'COMPOSITE') return algorithm === 'crc64nvme' ? undefined : type;
  if (type === 'FULL_OBJECT') return algorithm.startsWith('sha') ? undefined : type;
  return undefined;
}
