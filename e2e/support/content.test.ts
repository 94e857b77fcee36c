import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededBytes, sha256, writeSeededFile } from './content.ts';
import { seededRandom } from './seeded-random.ts';

describe('seededBytes', () => {
  it.each([0, 1, 1024 * 1024, 1024 * 1024 + 1, 3_000_000])('makes exactly %i bytes', (size) => {
    const blocks = [...seededBytes('a', size)];
    expect(blocks.reduce((sum, block) => sum + block.length, 0)).toBe(size);
  });

  it('is the same for the same seed, a prefix for a smaller size, another for another seed', () => {
    const bytes = (seed: string, size: number) => Buffer.concat([...seededBytes(seed, size)]);
    expect(bytes('a', 5000).equals(bytes('a', 5000))).toBe(true);
    expect(bytes('a', 1_500_000).subarray(0, 5000).equals(bytes('a', 5000))).toBe(true);
    expect(bytes('b', 5000).equals(bytes('a', 5000))).toBe(false);
  });
});

describe('writeSeededFile', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pail-content-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('resolves to the hash of what the file then holds', async () => {
    const path = join(folder, 'deep/er/file.bin');
    const hash = await writeSeededFile(path, 'seed', 2_500_000);
    expect((await stat(path)).size).toBe(2_500_000);
    expect(await sha256(createReadStream(path))).toBe(hash);
    expect(await sha256(seededBytes('seed', 2_500_000))).toBe(hash);
  });

  it('writes an empty file', async () => {
    const path = join(folder, 'empty');
    const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(await writeSeededFile(path, 'seed', 0)).toBe(emptyHash);
    expect((await stat(path)).size).toBe(0);
  });
});

describe('seededRandom', () => {
  it('repeats itself for a seed and spreads over the interval', () => {
    const draw = (seed: number) => {
      const next = seededRandom(seed);
      return Array.from({ length: 10_000 }, next);
    };
    const numbers = draw(1);
    expect(numbers).toEqual(draw(1));
    expect(numbers).not.toEqual(draw(2));
    const tenths = new Array<number>(10).fill(0);
    for (const number of numbers)
      tenths[Math.floor(number * 10)] = (tenths[Math.floor(number * 10)] ?? 0) + 1;
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
