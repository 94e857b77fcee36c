import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type CompressionType, decompressed, recordsInRange, textOf } from './input-bytes.ts';

/** Made by the bzip2 program. */
const bzip2 = {
  ann: 'QlpoOTFBWSZTWUMQH54AAATdAAAQAAQgACAAJiMgACID1BoQAwxGlnIRa8XckU4UJBDEB+eA',
  bob: 'QlpoMTFBWSZTWYrKpwsAAAFdAAAQAAQQABAAEACgACGADALHNuLuSKcKEhFZVOFg',
  nothing: 'QlpoORdyRThQkAAAAAA=',
  /** 20,000 lines in four blocks. */
  lines: `QlpoMTFBWSZTWTlNxkAATh1BAAEQP/AgAJAgaBoBSpGgM4SBLUQJYVQVHMQJZykCWIgS6iBLuIEvIgS9iBL6IEv4gS1ECWzFBWSZTWej
ePuwAaCRBAAEQP/AgAJAgaBoBSqNNBk5iBLcQJcUoKjEQJYiBLqIEtdpAl4kCXqQJfJAlpIEsxAluIEvzFBWSZTWbfSfucAqT3BAAEQP/AgAJAga
BoBSqNMg05SBLaQJcKoKjCQJYiBLqIEsxAlqIEu4gS8iBL2IEtfRAltIEvzFBWSZTWZ6di9gAAAnBAAEQP/AgADEDQNAKpGgGl4otBJMYMmjZw6e
KPi7kinChITBff0o`,
};

const fromBase64 = (text: string) => Buffer.from(text, 'base64');
const people = 'id,name\n1,Ann\n2,Bob\n';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collected(source: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const decompress = (bytes: Buffer, compression: CompressionType, size = 7) =>
  collected(decompressed(inPieces(bytes, size), compression));

describe('decompression', () => {
  it.each<{ name: string; bytes: Buffer; compression: CompressionType; text: string }>([
    { name: 'none', bytes: Buffer.from(people), compression: 'NONE', text: people },
    { name: 'gzip', bytes: gzipSync(people), compression: 'GZIP', text: people },
    {
      name: 'two gzip members',
      bytes: Buffer.concat([gzipSync('a'), gzipSync('b')]),
      compression: 'GZIP',
      text: 'ab',
    },
    { name: 'gzip of nothing', bytes: gzipSync(''), compression: 'GZIP', text: '' },
    {
      name: 'two bzip2 streams',
      bytes: Buffer.concat([fromBase64(bzip2.ann), fromBase64(bzip2.bob)]),
      compression: 'BZIP2',
      text: people,
    },
    { name: 'bzip2 of nothing', bytes: fromBase64(bzip2.nothing), compression: 'BZIP2', text: '' },
    {
      name: 'bzip2 in blocks with runs',
      bytes: fromBase64(bzip2.lines),
      compression: 'BZIP2',
      text: 'aaaaaaaaaabcdefghij\n'.repeat(20_000),
    },
  ])('undoes $name', async ({ bytes, compression, text }) => {
    expect(await decompress(bytes, compression)).toBe(text);
  });

  const damaged = (bytes: Buffer, at: number) => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 0x10;
    return copy;
  };

  it.each<{ name: string; bytes: Buffer; compression: CompressionType; code: string }>([
    { name: 'plain text', bytes: Buffer.from(people), compression: 'GZIP', code: 'InvalidCompressionFormat' },
    { name: 'nothing', bytes: Buffer.alloc(0), compression: 'GZIP', code: 'InvalidCompressionFormat' },
    {
      name: 'half of it',
      bytes: gzipSync(people).subarray(0, -9),
      compression: 'GZIP',
      code: 'TruncatedInput',
    },
    {
      name: 'plain text',
      bytes: Buffer.from(people),
      compression: 'BZIP2',
      code: 'InvalidCompressionFormat',
    },
    { name: 'nothing', bytes: Buffer.alloc(0), compression: 'BZIP2', code: 'InvalidCompressionFormat' },
    {
      name: 'half of it',
      bytes: fromBase64(bzip2.ann).subarray(0, 30),
      compression: 'BZIP2',
      code: 'TruncatedInput',
    },
    {
      name: 'a wrong checksum',
      bytes: damaged(fromBase64(bzip2.ann), 12),
      compression: 'BZIP2',
      code: 'InvalidCompressionFormat',
    },
  ])('finds that $name is no $compression', async ({ bytes, compression, code }) => {
    await expect(decompress(bytes, compression)).rejects.toMatchObject({ code });
  });
});

describe('text', () => {
  const read = async (bytes: Buffer, size: number) => {
    let text = '';
    for await (const piece of textOf(inPieces(bytes, size))) text += piece;
    return text;
  };

  it.each([1, 2, 3, 100])('is decoded across pieces of %i bytes', async (size) => {
    expect(await read(Buffer.from('\ufeffüber 中🪣'), size)).toBe('über 中🪣');
  });

  it.each([
    { name: 'a wrong byte', bytes: Buffer.from([0x61, 0xff]) },
    { name: 'half a character', bytes: Buffer.from('é').subarray(0, 1) },
  ])('is not $name', async ({ bytes }) => {
    await expect(read(bytes, 10)).rejects.toMatchObject({ code: 'InvalidTextEncoding' });
  });
});

describe('a range', () => {
  const text = 'one|two|three|four';
  const select = (first: number, last: number, size: number, delimiter = '|') => {
    const source = Buffer.from(text.replaceAll('|', delimiter)).subarray(
      Math.max(0, first - delimiter.length),
    );
    return collected(recordsInRange(inPieces(source, size), { first, last }, Buffer.from(delimiter)));
  };

  it.each([
    { first: 0, last: 0, records: 'one|' },
    { first: 0, last: 3, records: 'one|' },
    { first: 0, last: 4, records: 'one|two|' },
    { first: 1, last: 3, records: '' },
    { first: 4, last: 4, records: 'two|' },
    { first: 5, last: 8, records: 'three|' },
    { first: 8, last: 13, records: 'three|' },
    { first: 9, last: 17, records: 'four' },
    { first: 15, last: 17, records: '' },
    { first: 0, last: 17, records: text },
  ])('from $first to $last holds what begins there', async ({ first, last, records }) => {
    for (const size of [1, 2, 5, 100]) expect(await select(first, last, size)).toBe(records);
  });

  it('sees a delimiter of two bytes that is cut', async () => {
    for (const size of [1, 2, 3, 100]) expect(await select(5, 9, size, '\r\n')).toBe('two\r\n');
  });
});
