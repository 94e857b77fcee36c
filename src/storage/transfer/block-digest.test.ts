import { describe, expect, test } from 'vitest';
import type { Digester } from '../digest/digester.ts';
import { createBlockDigest } from './block-digest.ts';
import type { SourceFile } from './source-file.ts';
import { createUploadMemory } from './upload-memory.ts';

const MiB = 1024 ** 2;
const plan = { partSize: 4 * MiB, partCount: 41 };
const size = 162 * MiB;

/** A digester that notes what it is given, in MiB, and answers when it is told to. */
function createScene(memory = createUploadMemory()) {
  const asked: string[] = [];
  const finish: (() => void)[] = [];
  const digester: Pick<Digester, 'md5OfBlocks'> = {
    md5OfBlocks: async (blob, blockSize, before) => {
      const [start, end] = (await blob.text()).split('-').map(Number) as [number, number];
      asked.push(`${start / MiB}-${end / MiB}`);
      await new Promise<void>((resolve) => void finish.push(resolve));
      const { bytes } = await before;
      if (bytes !== start) throw new Error(`goes on at ${bytes}, not at ${start}`);
      const md5s = Array.from({ length: Math.ceil((end - start) / blockSize) }, (_, block) => {
        return `md5 at ${(start + block * blockSize) / MiB}`;
      });
      return { md5s, whole: `whole to ${end / MiB}`, state: { words: [], bytes: end } };
    },
  };
  const file = { slice: (start: number, end: number) => new Blob([`${start}-${end}`]) };
  const source = { file, size } as unknown as SourceFile;
  const controller = new AbortController();
  const digest = createBlockDigest({ source, memory }, plan, digester as Digester, controller.signal);
  return { digest, memory, asked, controller, finishAll: () => finish.splice(0).map((done) => done()) };
}

const allAsked = () => new Promise((resolve) => setTimeout(resolve));

describe('the blocks of one file', () => {
  test('are hashed in groups, the first alone, four groups ahead of what is asked for', async () => {
    const { digest, asked, finishAll } = createScene();
    const first = digest.md5(1);
    await allAsked();
    expect(asked).toEqual(['0-4', '4-20', '20-36', '36-52', '52-68']);
    finishAll();
    expect(await first).toBe('md5 at 0');
    expect(await digest.md5(2)).toBe('md5 at 4');
    expect(await digest.md5(9)).toBe('md5 at 32');
    await allAsked();
    expect(asked.slice(5)).toEqual(['68-84', '84-100']);
    expect(() => digest.whole()).toThrow();
    const last = digest.md5(41);
    await allAsked();
    finishAll();
    expect(await last).toBe('md5 at 160');
    expect(asked.at(-1)).toBe('148-162');
    expect(digest.whole()).toBe('whole to 162');
  });

  test('are asked for in any order, and hashed once', async () => {
    const { digest, asked, finishAll } = createScene();
    const md5s = [digest.md5(7), digest.md5(2), digest.md5(7), digest.md5(1)];
    await allAsked();
    finishAll();
    expect(await Promise.all(md5s)).toEqual(['md5 at 24', 'md5 at 4', 'md5 at 24', 'md5 at 0']);
    expect(asked).toEqual([...new Set(asked)]);
  });

  test('go on in a later run behind the last group that was done', async () => {
    const { digest, memory, controller, finishAll } = createScene();
    const md5 = digest.md5(2);
    await allAsked();
    finishAll();
    await md5;
    await allAsked();
    const hanging = digest.md5(30);
    await allAsked();
    controller.abort();
    finishAll();
    await expect(hanging).rejects.toMatchObject({ code: 'aborted' });
    expect(memory.whole).toMatchObject({ blocks: 21, md5: 'whole to 84' });
    expect(memory.md5s.size).toBe(21);

    const later = createScene(memory);
    expect(await later.digest.md5(1)).toBe('md5 at 0');
    await allAsked();
    expect(later.asked).toEqual([]);
    const next = later.digest.md5(22);
    await allAsked();
    later.finishAll();
    expect(await next).toBe('md5 at 84');
    expect(later.asked[0]).toBe('84-100');
  });
});
