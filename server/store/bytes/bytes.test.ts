import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { letGoOfContent, referToContent, referToFile } from '../metadata/contents.ts';
import { type Metadata, openMetadata } from '../metadata/database.ts';
import type { Content, Layout } from '../metadata/records.ts';
import { countFiles } from '../testing/test-store.ts';
import { type ByteFiles, newFileId, openByteFiles } from './byte-files.ts';
import { type ContentStore, openContentStore } from './content-store.ts';
import { piecesOf } from './read-parts.ts';
import { sweep } from './sweep.ts';

let dataDir: string;
let files: ByteFiles;
let metadata: Metadata;
let contents: ContentStore;

const noEvents = { record: () => undefined, publish: () => undefined };

const fail = (error: unknown) => {
  throw error;
};

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pail-bytes-'));
  files = await openByteFiles(dataDir);
  metadata = openMetadata(join(dataDir, 'metadata'));
  contents = openContentStore(files, metadata, randomBytes(32), noEvents, fail);
});

afterEach(async () => {
  await metadata.close();
  await rm(dataDir, { recursive: true });
});

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size);
}

async function readAll(source: { content: Content; size: number }): Promise<Buffer> {
  const reader = await contents.read(source, undefined);
  const chunks: Buffer[] = [];
  for await (const chunk of reader.chunks()) chunks.push(chunk);
  await reader.close();
  return Buffer.concat(chunks);
}

describe('a file', () => {
  it.each([1, 65_536, 1024 * 1024, 3 * 1024 * 1024 + 7])(
    'of %i bytes is read back as it was',
    async (size) => {
      const bytes = randomBytes(size);
      const file = await files.write(inPieces(bytes, 65_536));
      expect(file?.size).toBe(size);
      expect((await readAll({ content: { kind: 'file', id: String(file?.id) }, size })).equals(bytes)).toBe(
        true,
      );
    },
  );

  it('is not made for no bytes', async () => {
    expect(await files.write(inPieces(Buffer.alloc(0), 1))).toBeUndefined();
    expect(await countFiles(dataDir)).toBe(0);
  });

  it('is gone when its source breaks off', async () => {
    const breaking = async function* () {
      yield* inPieces(Buffer.alloc(5_000_000), 65_536);
      throw new Error('broken off');
    };
    await expect(files.write(breaking())).rejects.toThrow('broken off');
    expect(await countFiles(dataDir)).toBe(0);
    expect(await readdir(join(dataDir, 'incoming'))).toEqual([]);
  });
});

describe('a range', () => {
  const layout: Layout = [
    { id: 'a', size: 10 },
    { id: undefined, size: 0 },
    { id: 'b', size: 5 },
    { id: 'c', size: 10 },
  ];

  it.each([
    { first: 0, last: 24, pieces: ['a 0-9', 'b 0-4', 'c 0-9'] },
    { first: 0, last: 0, pieces: ['a 0-0'] },
    { first: 9, last: 10, pieces: ['a 9-9', 'b 0-0'] },
    { first: 10, last: 14, pieces: ['b 0-4'] },
    { first: 12, last: 20, pieces: ['b 2-4', 'c 0-5'] },
    { first: 24, last: 24, pieces: ['c 9-9'] },
    { first: 0, last: -1, pieces: [] },
  ])('$first-$last is $pieces', ({ first, last, pieces }) => {
    const found = piecesOf(layout, { first, last });
    expect(found.map((piece) => `${piece.id} ${piece.first}-${piece.last}`)).toEqual(pieces);
  });
});

async function storeParts(...parts: Buffer[]): Promise<{ content: Content; size: number }> {
  const layout: Layout = [];
  for (const part of parts) {
    const file = await files.write(inPieces(part, 65_536));
    layout.push({ id: file?.id, size: part.length });
  }
  const content: Content = { kind: 'layout', id: newFileId(), parts: parts.length };
  await contents.commit(
    layout.map(({ id }) => id),
    (tables) => {
      referToContent(tables, content, layout);
      return { result: undefined, discarded: [] };
    },
  );
  return { content, size: parts.reduce((sum, { length }) => sum + length, 0) };
}

const discard = (content: Content) =>
  contents.commit([], (tables) => ({ result: undefined, discarded: [letGoOfContent(tables, content)] }));

describe('content', () => {
  it('that is let go of stays for its readers, also through a sweep', async () => {
    const parts = [randomBytes(700_000), randomBytes(3), randomBytes(700_000)];
    const source = await storeParts(...parts);
    const readers = [await contents.read(source, undefined), await contents.read(source, undefined)];
    const chunks = readers[0]?.chunks();
    const received = [(await chunks?.next())?.value as Buffer];
    await discard(source.content);
    await sweep(files, metadata.tables, new AbortController().signal);
    expect(await countFiles(dataDir)).toBe(3);
    await readers[1]?.close();
    for await (const chunk of chunks ?? []) received.push(chunk);
    expect(Buffer.concat(received).equals(Buffer.concat(parts))).toBe(true);
    await readers[0]?.close();
    await expect.poll(() => countFiles(dataDir)).toBe(0);
  });

  it('that is duplicated outlives the first', async () => {
    const source = await storeParts(Buffer.from('one'), Buffer.alloc(0), Buffer.from('two'));
    const { content, layout, etag } = await contents.rewrite({ ...source, etag: 'e' }, undefined, undefined);
    expect(etag).toBe('e');
    await contents.commit(
      layout.map(({ id }) => id),
      (tables) => {
        referToContent(tables, content, layout);
        return { result: undefined, discarded: [letGoOfContent(tables, source.content)] };
      },
    );
    await expect.poll(() => countFiles(dataDir)).toBe(2);
    expect(String(await readAll({ content, size: source.size }))).toBe('onetwo');
  });

  it('that the metadata has and the folder has not is an error before anything is answered', async () => {
    const source = await storeParts(Buffer.from('one'));
    await rm(join(dataDir, 'bytes'), { recursive: true });
    await expect(contents.read(source, undefined)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

it('a sweep takes what nothing refers to and nothing else', async () => {
  const [referred, pending, orphan] = await Promise.all(
    ['referred', 'pending', 'orphan'].map(async (text) => {
      const file = await files.write(inPieces(Buffer.from(text), 100));
      return String(file?.id);
    }),
  );
  await metadata.commit((tables) => referToFile(tables, referred));
  files.settle([referred, orphan]);
  await writeFile(join(dataDir, 'incoming', 'left'), 'half');
  // A name that was not made here is not ours to remove.
  await writeFile(join(dataDir, 'bytes', '00', 'notes.txt'), 'kept');

  const restarted = await openByteFiles(dataDir);
  await sweep({ ...restarted, isPending: files.isPending }, metadata.tables, new AbortController().signal);
  const names = await readdir(join(dataDir, 'bytes'), { recursive: true });
  expect(names.map((name) => name.slice(3)).filter((name) => name !== '')).toEqual(
    expect.arrayContaining([referred, pending, 'notes.txt']),
  );
  expect(await countFiles(dataDir)).toBe(3);
  expect(await readdir(join(dataDir, 'incoming'))).toEqual([]);
});
