import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { Client, CopyConditions } from 'minio';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStore, type TestStore, testCredentials } from './testing/test-store.ts';

let test: TestStore;
let client: Client;

beforeAll(async () => {
  test = await startTestStore();
  client = new Client({
    endPoint: '127.0.0.1',
    port: test.port,
    useSSL: false,
    accessKey: testCredentials.accessKeyId,
    secretKey: testCredentials.secretAccessKey,
  });
});

afterAll(() => test.close());

async function read(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it('serves minio-js from the first bucket to the last', async () => {
  await client.makeBucket('minio-js');
  expect(await client.bucketExists('minio-js')).toBe(true);
  expect(await client.bucketExists('minio-none')).toBe(false);
  expect((await client.listBuckets()).map(({ name }) => name)).toEqual(['minio-js']);

  const small = randomBytes(1000);
  await client.putObject('minio-js', 'folder/small ü+&.bin', small, small.length, {
    'Content-Type': 'image/x-test',
    'X-Amz-Meta-Colour': 'blue',
  });
  const stat = await client.statObject('minio-js', 'folder/small ü+&.bin');
  expect(stat).toMatchObject({ size: 1000, metaData: { colour: 'blue', 'content-type': 'image/x-test' } });
  expect(await read(await client.getObject('minio-js', 'folder/small ü+&.bin'))).toEqual(small);
  expect(await read(await client.getPartialObject('minio-js', 'folder/small ü+&.bin', 10, 5))).toEqual(
    small.subarray(10, 15),
  );

  // Larger than the part size, so minio-js sends parts and completes them.
  const large = randomBytes(13 * 1024 * 1024);
  const partClient = new Client({
    endPoint: '127.0.0.1',
    port: test.port,
    useSSL: false,
    accessKey: testCredentials.accessKeyId,
    secretKey: testCredentials.secretAccessKey,
    partSize: 5 * 1024 * 1024,
  });
  const pieces = Array.from({ length: 26 }, (_, index) =>
    large.subarray(index * 2 ** 19, (index + 1) * 2 ** 19),
  );
  const { etag } = await partClient.putObject('minio-js', 'large', Readable.from(pieces), large.length);
  expect(etag).toMatch(/-3$/);
  expect((await read(await client.getObject('minio-js', 'large'))).equals(large)).toBe(true);

  await client.copyObject('minio-js', 'copy', '/minio-js/large', new CopyConditions());
  expect((await read(await client.getObject('minio-js', 'copy'))).equals(large)).toBe(true);

  const listed: (string | undefined)[] = [];
  for await (const entry of client.listObjectsV2('minio-js', '', false))
    listed.push(entry.name ?? entry.prefix);
  expect(listed.sort()).toEqual(['copy', 'folder/', 'large']);

  const url = await client.presignedGetObject('minio-js', 'folder/small ü+&.bin', 60);
  expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(small);

  const uploadId = await client.initiateNewMultipartUpload('minio-js', 'unfinished', {});
  expect(uploadId).toEqual(expect.any(String));
  const incomplete: string[] = [];
  for await (const upload of client.listIncompleteUploads('minio-js', '', true)) incomplete.push(upload.key);
  expect(incomplete).toEqual(['unfinished']);
  await client.removeIncompleteUpload('minio-js', 'unfinished');

  await client.removeObjects('minio-js', ['folder/small ü+&.bin', 'large']);
  await client.removeObject('minio-js', 'copy');
  await client.removeBucket('minio-js');
  expect(await client.listBuckets()).toEqual([]);
  await expect.poll(() => test.countFiles()).toBe(0);
});

it('is refused a wrong secret by name', async () => {
  const stranger = new Client({
    endPoint: '127.0.0.1',
    port: test.port,
    useSSL: false,
    accessKey: testCredentials.accessKeyId,
    secretKey: 'wrong',
    region: 'us-east-1',
  });
  await expect(stranger.listBuckets()).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
});
