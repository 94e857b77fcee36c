import { describe, expect, test } from 'vitest';
import { createDirectDigester } from './direct-digester.ts';
import { createBlobHasher } from './hash-blob.ts';
import {
  createMd5Hasher,
  createScriptMd5Hasher,
  createWasmMd5Hasher,
  firstWorkingHasher,
} from './md5-hasher.ts';

const text = (value: string) => new TextEncoder().encode(value).buffer;
const pattern = (size: number) => Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8)) & 0xff);

describe.each([
  { name: 'WebAssembly', create: createWasmMd5Hasher },
  { name: 'JavaScript', create: createScriptMd5Hasher },
])('MD5 in $name', ({ create }) => {
  // RFC 1321, appendix A.5.
  test.each([
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['a', '0cc175b9c0f1b6a831c399e269772661'],
    ['abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
    ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 'd174ab98d277d9f5a5611c2c9f419d9f'],
    ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
  ])('of %j', async (message, md5) => {
    const hasher = await create();
    hasher.update(text(message));
    expect(hasher.digest()).toBe(md5);
  });

  test('begins anew after each digest, and takes a message in pieces', async () => {
    const hasher = await create();
    hasher.update(text('something else'));
    hasher.digest();
    for (const piece of ['mess', '', 'age ', 'digest']) hasher.update(text(piece));
    expect(hasher.digest()).toBe('f96b697d7cb7938d525a2f31aaf161d0');
    expect(hasher.digest()).toBe('d41d8cd98f00b204e9800998ecf8427e');
  });
});

test.each([1, 55, 56, 63, 64, 65, 4_095, 16_384, 16_385, 1_000_003])(
  'both agree on %d bytes',
  async (size) => {
    const bytes = pattern(size);
    const hashers = [await createWasmMd5Hasher(), await createScriptMd5Hasher()];
    const digests = hashers.map((hasher) => {
      hasher.update(bytes.slice(0, size >> 1).buffer);
      hasher.update(bytes.slice(size >> 1).buffer);
      return hasher.digest();
    });
    expect(digests[0]).toBe(digests[1]);
    expect(digests[0]).toMatch(/^[0-9a-f]{32}$/);
  },
);

test('the first implementation that works is found once and remembered', async () => {
  const tried: string[] = [];
  const create = firstWorkingHasher([
    async () => {
      tried.push('forbidden');
      throw new Error('no WebAssembly here');
    },
    async () => {
      tried.push('works');
      return createScriptMd5Hasher();
    },
    async () => {
      tried.push('not needed');
      return createScriptMd5Hasher();
    },
  ]);
  const hashers = await Promise.all([create(), create()]);
  await create();
  expect(tried.filter((name) => name === 'forbidden')).toEqual(['forbidden']);
  expect(tried).not.toContain('not needed');
  hashers[0]?.update(text('abc'));
  expect(hashers[1]?.digest()).toBe('d41d8cd98f00b204e9800998ecf8427e');
});

test('where none works, a later call tries again', async () => {
  let works = false;
  const create = firstWorkingHasher([
    () => (works ? createScriptMd5Hasher() : Promise.reject(new Error('offline'))),
  ]);
  await expect(create()).rejects.toThrow();
  works = true;
  await expect(create()).resolves.toBeDefined();
});

describe('the direct digester', () => {
  const digester = createDirectDigester();
  const blob = new Blob([pattern(3_000_000)]);

  test('hashes blobs at the same time without mixing them', async () => {
    const whole = await createMd5Hasher();
    whole.update(pattern(3_000_000).buffer);
    const expected = whole.digest();
    const digests = await Promise.all([
      digester.md5(blob),
      digester.md5(new Blob(['abc'])),
      digester.md5(blob),
    ]);
    expect(digests).toEqual([expected, '900150983cd24fb0d6963f7d28e17f72', expected]);
  });

  test('stops when told to, and hashes rightly afterwards', async () => {
    const controller = new AbortController();
    const stopped = digester.md5(blob, { signal: controller.signal });
    controller.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    expect(await digester.md5(new Blob(['abc']))).toBe('900150983cd24fb0d6963f7d28e17f72');
  });

  test.each(['NotReadableError', 'NotFoundError'])('%s means that the file has changed', async (name) => {
    const gone = new Blob(['abc']);
    gone.slice = () =>
      Object.assign(new Blob(['abc']), { arrayBuffer: () => Promise.reject(new DOMException('', name)) });
    await expect(digester.md5(gone)).rejects.toMatchObject({ code: 'file-changed' });
  });

  test('so does a read that comes short', async () => {
    const short = new Blob(['abc']);
    short.slice = () => new Blob(['ab']);
    await expect(digester.md5(short)).rejects.toMatchObject({ code: 'file-changed' });
  });

  test('any other failure does not', async () => {
    const hash = createBlobHasher(() => Promise.reject(new Error('no memory')));
    await expect(createDirectDigester(hash).md5(blob)).rejects.toMatchObject({ code: 'unknown' });
  });
});
