import { createCipheriv, createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';

const blockBytes = 1024 * 1024;

/** `size` bytes that look random and are the same for the same seed, in blocks of at most 1 MiB. */
export function* seededBytes(seed: string, size: number): Generator<Buffer> {
  const key = createHash('sha256').update(seed).digest();
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  const zeros = Buffer.alloc(Math.min(blockBytes, size));
  for (let left = size; left > 0; left -= blockBytes) {
    yield cipher.update(left < blockBytes ? zeros.subarray(0, left) : zeros);
  }
}

/** Streams such bytes into a file, making its folder, and resolves to their SHA-256 in hex. */
export async function writeSeededFile(path: string, seed: string, size: number): Promise<string> {
  const hash = createHash('sha256');
  await mkdir(dirname(path), { recursive: true });
  await pipeline(tee(seededBytes(seed, size), hash), createWriteStream(path));
  return hash.digest('hex');
}

/** The SHA-256 in hex of everything that comes. */
export async function sha256(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

function* tee(chunks: Iterable<Buffer>, hash: Hash): Generator<Buffer> {
  for (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
