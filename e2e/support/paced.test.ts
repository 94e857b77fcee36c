import { describe, expect, it } from 'vitest';
import { seededBytes } from './content.ts';
import { paced } from './paced.ts';

describe('paced', () => {
  const content = Buffer.concat([...seededBytes('paced', 50_000)]);

  async function pass(bytesPerSecond: number) {
    let now = 1000;
    const clock = {
      now: () => now,
      sleep: async (ms: number) => {
        now += ms;
      },
    };
    const pieces: Buffer[] = [];
    for await (const piece of paced(
      [content.subarray(0, 30_000), content.subarray(30_000)],
      bytesPerSecond,
      clock,
    )) {
      pieces.push(piece);
    }
    return { same: Buffer.concat(pieces).equals(content), pieces: pieces.length, tookMs: now - 1000 };
  }

  it.each([
    { bytesPerSecond: 100_000, pieces: 10, tookMs: 500 },
    { bytesPerSecond: 1_000_000, pieces: 2, tookMs: 50 },
    { bytesPerSecond: Number.POSITIVE_INFINITY, pieces: 2, tookMs: 0 },
  ])('keeps to $bytesPerSecond bytes a second', async ({ bytesPerSecond, pieces, tookMs }) => {
    expect(await pass(bytesPerSecond)).toEqual({ same: true, pieces, tookMs });
  });
});
