import { createHash, randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createRunningMd5, type RunningMd5, runningMd5 } from './running-md5.ts';

const MiB = 1024 ** 2;

const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');

async function hash(running: RunningMd5, bytes: Buffer, chunkBytes = 64 * 1024): Promise<string> {
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const chunk = Buffer.from(bytes.subarray(at, at + chunkBytes));
      await running.update(chunk);
      // As a buffer that is used again.
      chunk.fill(0);
    }
    return (await running.digest()).toString('hex');
  } finally {
    running.close();
  }
}

describe('the MD5 of a payload', () => {
  it.each([0, 1, 100_000, 4 * MiB - 1, 4 * MiB, 4 * MiB + 1, 9 * MiB + 12_345])(
    'of %d bytes',
    async (size) => {
      const bytes = randomBytes(size);
      expect(await hash(runningMd5(size), bytes)).toBe(md5(bytes));
    },
  );

  it.each([1000, 256 * 1024, 3 * MiB + 1])('that comes in chunks of %d bytes', async (chunkBytes) => {
    const bytes = randomBytes(6 * MiB);
    expect(await hash(runningMd5(bytes.length), bytes, chunkBytes)).toBe(md5(bytes));
  });

  it('of a length that is not known', async () => {
    const bytes = randomBytes(5 * MiB);
    expect(await hash(runningMd5(undefined), bytes)).toBe(md5(bytes));
  });

  it('of several payloads at a time', async () => {
    const payloads = Array.from({ length: 5 }, (_, number) => randomBytes((4 + number) * MiB));
    const hashes = payloads.map((bytes) => hash(runningMd5(bytes.length), bytes));
    expect(await Promise.all(hashes)).toEqual(payloads.map(md5));
  });

  it('has nothing of one that was broken off', async () => {
    const broken = runningMd5(5 * MiB);
    await broken.update(randomBytes(3 * MiB + 7));
    broken.close();
    const bytes = randomBytes(5 * MiB);
    expect(await hash(runningMd5(bytes.length), bytes)).toBe(md5(bytes));
  });

  it('fails with its thread, and the next has another thread', async () => {
    let started = 0;
    const mortal = createRunningMd5(() => {
      started += 1;
      const dies = `require('node:worker_threads').parentPort.on('message', () => { throw new Error('out of memory'); });`;
      return new Worker(dies, { eval: true });
    });
    const bytes = randomBytes(5 * MiB);
    await expect(hash(mortal(bytes.length), bytes)).rejects.toThrow('out of memory');
    await expect(hash(mortal(bytes.length), bytes)).rejects.toThrow('out of memory');
    expect(started).toBe(2);
  });
});
