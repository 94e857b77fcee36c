import { describe, expect, test } from 'vitest';
import { createBlockHasher } from './hash-blob.ts';
import { createWasmMd5Hasher } from './md5-hasher.ts';
import { createScriptMd5Pair, createWasmMd5Pair } from './md5-pair.ts';
import { type Md5State, md5Start } from './md5-state.ts';

const pattern = (size: number) => Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8)) & 0xff);

async function md5(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hasher = await createWasmMd5Hasher();
  hasher.update(bytes.slice().buffer);
  return hasher.digest();
}

const implementations = [
  { name: 'WebAssembly', create: createWasmMd5Pair },
  { name: 'JavaScript', create: createScriptMd5Pair },
];

describe.each(implementations)('two MD5 in one pass, in $name', ({ create }) => {
  test.each([
    { blockSize: 64, size: 64 },
    { blockSize: 64, size: 1 },
    { blockSize: 64, size: 0 },
    ...[55, 56, 57, 63, 65, 119, 120, 127, 128].map((size) => ({ blockSize: 64, size })),
    { blockSize: 102_400, size: 3 * 102_400 },
    { blockSize: 102_400, size: 3 * 102_400 + 1 },
    { blockSize: 65_536, size: 5 * 65_536 - 1 },
    { blockSize: 1024, size: 10_000 },
  ])('$size bytes in blocks of $blockSize', async ({ blockSize, size }) => {
    const bytes = pattern(size);
    const pair = await create();
    let state = md5Start;
    for (let start = 0; start === 0 || start < size; start += blockSize) {
      const block = bytes.slice(start, start + blockSize);
      pair.begin(state);
      pair.update(block);
      const done = pair.end();
      expect(done.md5).toBe(await md5(block));
      expect(done.whole).toBe(await md5(bytes.slice(0, start + blockSize)));
      state = done.state;
    }
    expect(state.bytes).toBe(size);
  });

  test('a block in pieces, and one that was given up', async () => {
    const bytes = pattern(300_000);
    const pair = await create();
    pair.begin(md5Start);
    pair.update(pattern(1_000));
    pair.begin(md5Start);
    for (let start = 0; start < bytes.length; start += 64_000) {
      pair.update(bytes.slice(start, start + 64_000));
    }
    expect(pair.end()).toMatchObject({ md5: await md5(bytes), whole: await md5(bytes) });
  });

  test('nothing comes after a block that is no multiple of 64 bytes', async () => {
    const pair = await create();
    pair.begin(md5Start);
    pair.update(pattern(65));
    const { state } = pair.end();
    expect(() => pair.begin(state)).toThrow(RangeError);
  });
});

test('what one implementation has begun the other goes on with', async () => {
  const bytes = pattern(4 * 4_096 + 5);
  let state: Md5State = md5Start;
  let whole = '';
  for (let block = 0; block < 5; block++) {
    const pair = await (block % 2 === 0 ? createWasmMd5Pair() : createScriptMd5Pair());
    pair.begin(state);
    pair.update(bytes.slice(block * 4_096, (block + 1) * 4_096));
    ({ state, whole } = pair.end());
  }
  expect(whole).toBe(await md5(bytes));
});

test('more than 512 MiB: the length in bits takes more than 32 of them', async () => {
  const state = { words: md5Start.words, bytes: 2 ** 30 };
  const ends = [await createWasmMd5Pair(), await createScriptMd5Pair()].map((pair) => {
    pair.begin(state);
    pair.update(pattern(100));
    return pair.end();
  });
  expect(ends[0]).toEqual(ends[1]);
});

test('a block is read while the one before it is hashed, and once', async () => {
  const reads: string[] = [];
  const hashBlocks = createBlockHasher();
  const blob = new Blob([pattern(100)]);
  const slice = blob.slice.bind(blob);
  blob.slice = (start, end) => {
    reads.push(`${start} to ${end}`);
    return slice(start, end);
  };
  let goOn: (state: Md5State) => void = () => {};
  const before = new Promise<Md5State>((resolve) => {
    goOn = resolve;
  });
  const done = hashBlocks(blob, 128, before, { pieceSize: 64 });
  await expect.poll(() => reads).toEqual(['0 to 64']);
  goOn(md5Start);
  expect((await done).whole).toBe(await md5(pattern(100)));
  expect(reads).toEqual(['0 to 64', '64 to 100']);
});

test('a block whose predecessor fails fails with it, and the hasher serves the next', async () => {
  const hashBlocks = createBlockHasher();
  const blob = new Blob([pattern(100)]);
  const failed = hashBlocks(blob, 128, Promise.reject(new Error('gone')), { pieceSize: 64 });
  await expect(failed).rejects.toThrow('gone');
  expect((await hashBlocks(blob, 128, Promise.resolve(md5Start), { pieceSize: 64 })).md5s).toEqual([
    await md5(pattern(100)),
  ]);
});

test.each([
  { pieceSize: 64, blockSize: 192 },
  { pieceSize: 192, blockSize: 64 },
  { pieceSize: 128, blockSize: 192 },
  { pieceSize: 4_096, blockSize: 128 },
  { pieceSize: 128, blockSize: 128 },
])('several blocks of $blockSize bytes, read $pieceSize at a time', async ({ pieceSize, blockSize }) => {
  const hashBlocks = createBlockHasher();
  for (const size of [0, 1, 128, 192, 193, 384, 1_000]) {
    const bytes = pattern(size);
    const blocks = Array.from({ length: Math.max(1, Math.ceil(size / blockSize)) }, (_, index) =>
      md5(bytes.slice(index * blockSize, (index + 1) * blockSize)),
    );
    const done = await hashBlocks(new Blob([bytes]), blockSize, Promise.resolve(md5Start), { pieceSize });
    expect(done).toMatchObject({ md5s: await Promise.all(blocks), whole: await md5(bytes) });
  }
});
