import { expect, test } from 'vitest';
import type { ObjectHead, StorageDriver } from '../../storage/index.ts';
import type { OpenObject } from '../shared/open-object.ts';
import { isPacked } from './packed.ts';
import { createPreviewSource, memorySource } from './preview-source.ts';

const customerKey = new Uint8Array(32);

function open(changes: Partial<OpenObject> = {}, head: Partial<ObjectHead> = {}) {
  const asked: object[] = [];
  const signed: object[] = [];
  const storage = {
    connectionId: 'c',
    objects: {
      get: async (input: object) => {
        asked.push(input);
        // A server that ignores ranges.
        return { body: new Blob(['0123456789']).stream() };
      },
    },
    presign: {
      presign: async (input: object) => {
        signed.push(input);
        return { url: 'https://host/signed', expiresAt: new Date() };
      },
    },
  } as unknown as StorageDriver;
  const object: OpenObject = {
    storage,
    bucket: 'b',
    key: 'a.mp4',
    head: { key: 'a.mp4', size: 10, etag: 'e', metadata: {}, checksums: {}, ...head },
    ...changes,
  };
  return { source: createPreviewSource(object), asked, signed };
}

test('reads ranges of one version with one content', async () => {
  const { source, asked } = open({ versionId: 'v' });
  expect(new TextDecoder().decode(await source.read(0, 4))).toBe('0123');
  expect(asked).toEqual([
    {
      bucket: 'b',
      key: 'a.mp4',
      versionId: 'v',
      customerKey: undefined,
      ifMatch: 'e',
      range: { start: 0, end: 3 },
    },
  ]);
});

test('never beyond the end, and nothing of nothing', async () => {
  const { source, asked } = open();
  await source.read(5, 99);
  expect(asked).toMatchObject([{ range: { start: 5, end: 9 } }]);
  expect((await source.read(10, 20)).length).toBe(0);
  expect(asked.length).toBe(1);
});

test('a link says what it is where the object does not', async () => {
  const { source, signed } = open({ versionId: 'v' }, { contentType: 'application/octet-stream' });
  expect(await source.url?.()).toBe('https://host/signed');
  expect(signed).toMatchObject([{ method: 'GET', versionId: 'v', responseContentType: 'video/mp4' }]);
});

test('there is no link for what is encrypted with a key of one’s own', async () => {
  expect(open({ customerKey }).source.url).toBeUndefined();
  expect(open({}, { encryption: { kind: 'sse-c' } }).source.url).toBeUndefined();
  const { source, asked } = open({ customerKey });
  await source.read(0, 1);
  expect(asked).toMatchObject([{ customerKey }]);
  expect(JSON.stringify(source.queryKey)).not.toContain('0,0,0');
});

test('bytes that are here are read as any others', async () => {
  const source = memorySource(new Uint8Array([1, 2, 3]), ['key']);
  expect([source.size, ...(await source.read(1, 9))]).toEqual([3, 2, 3]);
});

test.each([
  [undefined, false],
  ['identity', false],
  ['aws-chunked', false],
  ['gzip', true],
  ['aws-chunked, GZIP', true],
  ['br', true],
])('content encoding %s is unpacked by the browser: %s', (contentEncoding, is) => {
  expect(isPacked({ contentEncoding })).toBe(is);
});

test('the link of a plain file is its public address', async () => {
  const storage = { connectionId: 'c', objects: { plain: true } } as unknown as StorageDriver;
  const { source, signed } = open({ storage }, { url: 'https://host/a.mp4' });
  expect(await source.url?.()).toBe('https://host/a.mp4');
  expect(open({ storage }).source.url).toBeUndefined();
  expect(signed).toEqual([]);
});
