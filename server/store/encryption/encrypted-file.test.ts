import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptStream } from './encrypt-stream.ts';
import { openEncryptedFile } from './encrypted-file.ts';
import { chunkBytes, encryptedBytes, headerBytes, sealedChunkBytes } from './file-format.ts';
import { fileKey, secretOf } from './file-key.ts';

const masterKey = randomBytes(32);
const secret = secretOf({ kind: 'SSE-S3' }, masterKey);

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-encryption-'));
  path = join(folder, 'file');
});

afterEach(() => rm(folder, { recursive: true }));

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size);
}

async function gather(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const gathered: Buffer[] = [];
  for await (const chunk of chunks) gathered.push(chunk);
  return Buffer.concat(gathered);
}

const encrypted = (bytes: Buffer, pieceSize = 50_000) =>
  gather(encryptStream(inPieces(bytes, pieceSize), secret));

async function read(size: number, first = 0, last = size - 1, by = secret): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const file = await openEncryptedFile(handle, { id: 'some-id', size }, by);
    return await gather(file.read({ first, last }));
  } finally {
    await handle.close();
  }
}

describe('an encrypted file', () => {
  it.each([1, 15, chunkBytes - 1, chunkBytes, chunkBytes + 1, 8 * chunkBytes, 3 * 1024 * 1024 + 7])(
    'of %i bytes is read back as it was, however it came in',
    async (size) => {
      const bytes = randomBytes(size);
      for (const pieceSize of [chunkBytes, 50_001, 1024 * 1024]) {
        await writeFile(path, await encrypted(bytes, pieceSize));
        expect((await read(size)).equals(bytes)).toBe(true);
      }
    },
  );

  it('takes single bytes, and pieces without any', async () => {
    const source = async function* () {
      yield Buffer.alloc(0);
      yield* inPieces(Buffer.from('one by one'), 1);
      yield Buffer.alloc(0);
    };
    await writeFile(path, await gather(encryptStream(source(), secret)));
    expect(String(await read(10))).toBe('one by one');
  });

  it('is nothing when nothing came', async () => {
    expect((await encrypted(Buffer.alloc(0))).length).toBe(0);
  });

  it.each([1, chunkBytes, chunkBytes + 1, 5 * chunkBytes])(
    'of %i bytes is as long as is reckoned',
    async (size) => {
      expect((await encrypted(randomBytes(size))).length).toBe(encryptedBytes(size));
    },
  );

  it('has nothing of its content in it, nor anything that repeats', async () => {
    const text = 'This sentence must not be seen on the disk. ';
    const file = await encrypted(Buffer.from(text.repeat(10_000)));
    for (let offset = 0; offset + 8 <= text.length; offset += 1) {
      expect(file.includes(text.slice(offset, offset + 8))).toBe(false);
    }
    const again = await encrypted(Buffer.from(text.repeat(10_000)));
    expect(
      again.subarray(headerBytes, headerBytes + 64).equals(file.subarray(headerBytes, headerBytes + 64)),
    ).toBe(false);
    const blocks = new Set<string>();
    for (let offset = headerBytes; offset + 16 <= file.length; offset += 16) {
      blocks.add(file.toString('hex', offset, offset + 16));
    }
    expect(blocks.size).toBe(Math.floor((file.length - headerBytes) / 16));
  });

  it('does not hold what it was given for longer than a chunk', async () => {
    let given = 0;
    const source = async function* () {
      for (let count = 0; count < 64; count += 1) {
        given += chunkBytes;
        yield Buffer.alloc(chunkBytes);
      }
    };
    let written = 0;
    for await (const piece of encryptStream(source(), secret)) {
      written += piece.length;
      expect(given - written).toBeLessThanOrEqual(2 * chunkBytes);
    }
    expect(written).toBe(encryptedBytes(given));
  });
});

describe('a range of an encrypted file', () => {
  const size = 20 * chunkBytes + 100;
  const bytes = randomBytes(size);

  it.each([
    { of: 'the first byte', first: 0, last: 0 },
    { of: 'the last byte', first: size - 1, last: size - 1 },
    { of: 'the last chunk', first: 20 * chunkBytes, last: size - 1 },
    { of: 'bytes within a chunk', first: 10, last: 1000 },
    { of: 'exactly a chunk', first: chunkBytes, last: 2 * chunkBytes - 1 },
    { of: 'two bytes across an edge', first: chunkBytes - 1, last: chunkBytes },
    { of: 'the byte before an edge', first: 8 * chunkBytes - 1, last: 8 * chunkBytes - 1 },
    { of: 'the byte after an edge', first: 8 * chunkBytes, last: 8 * chunkBytes },
    { of: 'more chunks than are read at a time', first: chunkBytes + 5, last: 19 * chunkBytes + 5 },
    { of: 'as many chunks as are read at a time', first: 8 * chunkBytes, last: 16 * chunkBytes - 1 },
    { of: 'all but the ends', first: 1, last: size - 2 },
  ])('is $of', async ({ first, last }) => {
    await writeFile(path, await encrypted(bytes));
    expect((await read(size, first, last)).equals(bytes.subarray(first, last + 1))).toBe(true);
  });

  it('needs only the chunks that it touches', async () => {
    const file = await encrypted(bytes);
    file.fill(0, headerBytes, headerBytes + 5 * sealedChunkBytes);
    file.fill(0, headerBytes + 7 * sealedChunkBytes);
    await writeFile(path, file);
    const [first, last] = [5 * chunkBytes, 7 * chunkBytes - 1];
    expect((await read(size, first, last)).equals(bytes.subarray(first, last + 1))).toBe(true);
    await expect(read(size, first - 1, last)).rejects.toThrow('chunk 4 is damaged');
    await expect(read(size, first, last + 1)).rejects.toThrow('chunk 7 is damaged');
  });
});

describe('damage', () => {
  const size = 3 * chunkBytes + 100;
  const bytes = randomBytes(size);
  const chunkAt = (index: number) => headerBytes + index * sealedChunkBytes;
  const flip = (offset: number) => (file: Buffer) => {
    file.writeUInt8(file.readUInt8(offset) ^ 1, offset);
    return file;
  };

  it.each([
    { what: 'a changed mark', change: flip(0), size, error: 'header is damaged' },
    { what: 'a changed salt', change: flip(8), size, error: 'header is damaged' },
    { what: 'a changed key check', change: flip(headerBytes - 1), size, error: 'header is damaged' },
    { what: 'a changed first byte', change: flip(chunkAt(0)), size, error: 'chunk 0 is damaged' },
    { what: 'a changed byte', change: flip(chunkAt(1) + 777), size, error: 'chunk 1 is damaged' },
    { what: 'a changed tag', change: flip(chunkAt(1) - 1), size, error: 'chunk 0 is damaged' },
    { what: 'a changed last tag', change: flip(chunkAt(3) + 115), size, error: 'chunk 3 is damaged' },
    {
      what: 'swapped chunks',
      change: (file: Buffer) =>
        Buffer.concat([
          file.subarray(0, chunkAt(0)),
          file.subarray(chunkAt(1), chunkAt(2)),
          file.subarray(chunkAt(0), chunkAt(1)),
          file.subarray(chunkAt(2)),
        ]),
      size,
      error: 'chunk 0 is damaged',
    },
    {
      what: 'a missing end',
      change: (file: Buffer) => file.subarray(0, chunkAt(3)),
      size,
      error: `instead of ${encryptedBytes(size)}`,
    },
    {
      what: 'a missing end that the record hides',
      change: (file: Buffer) => file.subarray(0, chunkAt(3)),
      size: 3 * chunkBytes,
      error: 'chunk 2 is damaged',
    },
    {
      what: 'an added end that the record hides',
      change: (file: Buffer) => Buffer.concat([file, file.subarray(chunkAt(0), chunkAt(1))]),
      size: size + chunkBytes,
      error: 'chunk 3 is damaged',
    },
    {
      what: 'bytes behind the end',
      change: (file: Buffer) => Buffer.concat([file, Buffer.alloc(1)]),
      size,
      error: 'instead of',
    },
    { what: 'no bytes at all', change: () => Buffer.alloc(0), size, error: 'it has 0 bytes' },
  ])('such as $what is found', async ({ change, size: recorded, error }) => {
    await writeFile(path, change(await encrypted(bytes)));
    await expect(read(recorded)).rejects.toThrow(error);
  });

  it('does not keep back what came before it', async () => {
    const large = randomBytes(10 * chunkBytes);
    await writeFile(path, flip(chunkAt(9))(await encrypted(large)));
    const handle = await open(path, 'r');
    const file = await openEncryptedFile(handle, { id: 'some-id', size: large.length }, secret);
    const chunks = file.read({ first: 0, last: large.length - 1 });
    const { value } = await chunks.next();
    expect(large.subarray(0, 8 * chunkBytes).equals(value as Buffer)).toBe(true);
    await expect(chunks.next()).rejects.toThrow('chunk 9 is damaged');
    await handle.close();
  });
});

describe('the key of a file', () => {
  it.each([
    { by: 'another master key', secret: secretOf({ kind: 'SSE-S3' }, randomBytes(32)) },
    {
      by: 'a customer key of the same bytes',
      secret: secretOf({ kind: 'SSE-C', key: masterKey }, randomBytes(32)),
    },
  ])('is not that by $by', async ({ secret: other }) => {
    await writeFile(path, await encrypted(Buffer.from('content')));
    expect(String(await read(7))).toBe('content');
    await expect(read(7, 0, 6, other)).rejects.toThrow('encrypted with another key');
  });

  it('is another for every file', async () => {
    const files = [await encrypted(Buffer.from('same')), await encrypted(Buffer.from('same'))];
    const keys = files.map((file) => fileKey(secret, file.subarray(8, 40)).key.toString('hex'));
    expect(new Set(keys).size).toBe(2);
  });
});
