import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFileId, openByteFiles } from '../bytes/byte-files.ts';
import { type ContentStore, openContentStore } from '../bytes/content-store.ts';
import { referToContent } from '../metadata/contents.ts';
import { type Metadata, openMetadata } from '../metadata/database.ts';
import type { Content, Layout } from '../metadata/records.ts';
import { countFiles } from '../testing/test-store.ts';
import { etagOf, etagOfParts } from './etag.ts';
import type { EncryptionKey } from './object-encryption.ts';

let dataDir: string;
let metadata: Metadata;
let contents: ContentStore;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pail-bytes-'));
  metadata = openMetadata(join(dataDir, 'metadata'));
  const files = await openByteFiles(dataDir);
  const events = { record: () => undefined, publish: () => undefined };
  contents = openContentStore(files, metadata, randomBytes(32), events, (error) => {
    throw error;
  });
});

afterEach(async () => {
  await metadata.close();
  await rm(dataDir, { recursive: true });
});

const store: EncryptionKey = { kind: 'SSE-S3' };
const customer: EncryptionKey = { kind: 'SSE-C', key: randomBytes(32) };
const other: EncryptionKey = { kind: 'SSE-C', key: randomBytes(32) };
const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let offset = 0; offset < bytes.length; offset += 65_000) yield bytes.subarray(offset, offset + 65_000);
}

interface Stored {
  content: Content;
  size: number;
  etag: string;
}

async function commitLayout(content: Content, layout: Layout): Promise<void> {
  await contents.commit(
    layout.map(({ id }) => id),
    (tables) => {
      referToContent(tables, content, layout);
      return { result: undefined, discarded: [] };
    },
  );
}

async function storeParts(parts: readonly Buffer[], key: EncryptionKey | undefined): Promise<Stored> {
  const layout: Layout = [];
  for (const part of parts) {
    const file = await contents.write(inPieces(part), key);
    expect(file?.size ?? 0).toBe(part.length);
    layout.push({ id: file?.id, size: part.length });
  }
  const content: Content = { kind: 'layout', id: newFileId(), parts: parts.length };
  await commitLayout(content, layout);
  const etag = etagOfParts(parts.map((part) => etagOf(md5(part), key)));
  return { content, size: parts.reduce((sum, { length }) => sum + length, 0), etag };
}

async function read(
  source: Stored,
  key: EncryptionKey | undefined,
  range?: { first: number; last: number },
): Promise<Buffer> {
  const reader = await contents.read(source, range, key);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of reader.chunks()) chunks.push(chunk);
  } finally {
    await reader.close();
  }
  return Buffer.concat(chunks);
}

async function filesOnDisk(): Promise<string[]> {
  const entries = await readdir(join(dataDir, 'bytes'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const parts = [randomBytes(200_000), Buffer.alloc(0), randomBytes(65_536), randomBytes(1)];
const whole = Buffer.concat(parts);

describe.each([
  { kind: 'SSE-S3', key: store },
  { kind: 'SSE-C', key: customer },
])('content of $kind', ({ key }) => {
  it.each([
    { first: 0, last: whole.length - 1 },
    { first: 199_999, last: 200_000 },
    { first: 131_072, last: 265_535 },
    { first: 265_535, last: 265_536 },
    { first: 265_536, last: 265_536 },
  ])('in parts is read from $first to $last', async (range) => {
    const source = await storeParts(parts, key);
    expect((await read(source, key, range)).equals(whole.subarray(range.first, range.last + 1))).toBe(true);
  });

  it('is nowhere on the disk as it came', async () => {
    const text = Buffer.from('a text that is easily found, '.repeat(5000));
    await storeParts([text], key);
    const paths = await filesOnDisk();
    expect(paths.length).toBe(1);
    for (const path of paths) expect((await readFile(path)).includes('easily')).toBe(false);
  });

  it('that is damaged is an error before anything is answered', async () => {
    const source = await storeParts([randomBytes(1000)], key);
    const [path = ''] = await filesOnDisk();
    const file = await readFile(path);
    file.writeUInt8(file.readUInt8(500) ^ 1, 500);
    await writeFile(path, file);
    await expect(contents.read(source, undefined, key)).rejects.toThrow('chunk 0 is damaged');
    await expect(contents.read(source, undefined, other)).rejects.toThrow('another key');
  });

  it('leaves no file when its source breaks off', async () => {
    const breaking = async function* () {
      yield randomBytes(3_000_000);
      throw new Error('broken off');
    };
    await expect(contents.write(breaking(), key)).rejects.toThrow('broken off');
    expect(await countFiles(dataDir)).toBe(0);
    expect(await readdir(join(dataDir, 'incoming'))).toEqual([]);
  });
});

describe('a copy', () => {
  const kinds = [
    { kind: 'nothing', key: undefined },
    { kind: 'SSE-S3', key: store },
    { kind: 'SSE-C', key: customer },
    { kind: 'SSE-C with another key', key: other },
  ];

  it.each(kinds.flatMap((from) => kinds.map((to) => ({ from, to }))))(
    'from $from.kind to $to.kind has the same bytes and parts, and the ETag of its key',
    async ({ from, to }) => {
      const source = await storeParts(parts, from.key);
      const { content, layout, etag } = await contents.rewrite(source, from.key, to.key);
      await commitLayout(content, layout);
      expect(layout.map(({ size }) => size)).toEqual(parts.map(({ length }) => length));
      expect(etag).toBe(etagOfParts(parts.map((part) => etagOf(md5(part), to.key))));
      expect((await read({ ...source, content }, to.key)).equals(whole)).toBe(true);
      expect((await read(source, from.key)).equals(whole)).toBe(true);
    },
  );

  it('of one file, and of none, has the ETag of its bytes', async () => {
    const bytes = Buffer.from('one file');
    const file = await contents.write(inPieces(bytes), store);
    const layout = file === undefined ? [] : [file];
    const content: Content = { kind: 'file', id: String(file?.id) };
    await commitLayout(content, layout);
    const source = { content, size: bytes.length, etag: md5(bytes).toString('hex') };
    expect((await contents.rewrite(source, store, customer)).etag).toBe(etagOf(md5(bytes), customer));

    const nothing = {
      content: { kind: 'empty' } as const,
      size: 0,
      etag: md5(Buffer.alloc(0)).toString('hex'),
    };
    expect(await contents.rewrite(nothing, undefined, customer)).toEqual({
      content: { kind: 'empty' },
      layout: [],
      etag: etagOf(md5(Buffer.alloc(0)), customer),
    });
  });

  it('of what is damaged fails and leaves no file', async () => {
    const source = await storeParts([randomBytes(10), randomBytes(200_000)], store);
    const sizes = await Promise.all(
      (await filesOnDisk()).map(async (path) => ({ path, bytes: await readFile(path) })),
    );
    const large = sizes.find(({ bytes }) => bytes.length > 1000);
    large?.bytes.writeUInt8(large.bytes.readUInt8(150_000) ^ 1, 150_000);
    await writeFile(String(large?.path), large?.bytes ?? '');
    await expect(contents.rewrite(source, store, customer)).rejects.toThrow('chunk 2 is damaged');
    expect(await countFiles(dataDir)).toBe(2);
  });
});
