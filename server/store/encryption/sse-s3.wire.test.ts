import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  S3Client,
  type ServerSideEncryption,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../store.ts';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { byteFiles, isOnDisk } from './testing/disk.ts';

let test: TestStore;
let client: S3Client;
let Bucket: string;

beforeAll(async () => {
  test = await startTestStore();
  client = new S3Client({
    endpoint: test.origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await test.close();
});

beforeEach(async () => {
  Bucket = `bucket-${randomBytes(8).toString('hex')}`;
  await client.send(new CreateBucketCommand({ Bucket }));
});

const encryptByDefault = (algorithm: ServerSideEncryption = 'AES256') =>
  client.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm } }],
      },
    }),
  );

async function read(Key: string, rest: { Range?: string; PartNumber?: number } = {}) {
  const answer = await client.send(new GetObjectCommand({ Bucket, Key, ...rest }));
  return { ...answer, bytes: Buffer.from((await answer.Body?.transformToByteArray()) ?? []) };
}

/** Random, so that finding it on the disk means that it was written there. */
const secretText = () => randomBytes(30).toString('base64').repeat(40);
const md5 = (bytes: Buffer | string) => createHash('md5').update(bytes).digest('hex');

describe("a bucket's encryption", () => {
  it('is put, read and removed', async () => {
    const get = () => client.send(new GetBucketEncryptionCommand({ Bucket }));
    await expect(get()).rejects.toMatchObject({
      name: 'ServerSideEncryptionConfigurationNotFoundError',
      $metadata: { httpStatusCode: 404 },
    });
    await encryptByDefault();
    expect((await get()).ServerSideEncryptionConfiguration).toEqual({
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    });
    const removed = () => client.send(new DeleteBucketEncryptionCommand({ Bucket }));
    expect((await removed()).$metadata.httpStatusCode).toBe(204);
    await expect(get()).rejects.toMatchObject({ name: 'ServerSideEncryptionConfigurationNotFoundError' });
    expect((await removed()).$metadata.httpStatusCode).toBe(204);
  });

  it('is not KMS', async () => {
    await expect(encryptByDefault('aws:kms')).rejects.toMatchObject({
      name: 'NotImplemented',
      $metadata: { httpStatusCode: 501 },
    });
    await expect(client.send(new GetBucketEncryptionCommand({ Bucket }))).rejects.toMatchObject({
      name: 'ServerSideEncryptionConfigurationNotFoundError',
    });
  });

  it.each(['GET', 'PUT', 'DELETE'])('of no bucket is NoSuchBucket (%s)', async (method) => {
    const answer = await rawRequest(test, { method, url: '/no-such-bucket?encryption', body: '' });
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('<Code>NoSuchBucket</Code>');
  });

  it('is for what comes after it', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'before', Body: 'before' }));
    await encryptByDefault();
    const put = await client.send(new PutObjectCommand({ Bucket, Key: 'with', Body: 'with' }));
    expect(put.ServerSideEncryption).toBe('AES256');
    await client.send(new DeleteBucketEncryptionCommand({ Bucket }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'after', Body: 'after' }));
    for (const [Key, expected] of Object.entries({ before: undefined, with: 'AES256', after: undefined })) {
      const answer = await read(Key);
      expect([String(answer.bytes), answer.ServerSideEncryption]).toEqual([Key, expected]);
    }
  });
});

describe('an object of SSE-S3', () => {
  it('is on the disk only in plain when nothing asks to encrypt it', async () => {
    const text = secretText();
    await client.send(new PutObjectCommand({ Bucket, Key: 'plain', Body: text }));
    expect(await isOnDisk(test.dataDir, text.slice(0, 40))).toBe(true);
  });

  it.each([
    { by: 'its request', ask: { ServerSideEncryption: 'AES256' } as const, setting: false },
    { by: 'its bucket', ask: {}, setting: true },
  ])('is so by $by: its bytes are not on the disk, its ETag is their MD5', async ({ ask, setting }) => {
    if (setting) await encryptByDefault();
    const text = secretText();
    const put = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: text, ...ask }));
    expect(put.ServerSideEncryption).toBe('AES256');
    expect(put.ETag).toBe(`"${md5(text)}"`);
    expect(await isOnDisk(test.dataDir, text.slice(0, 40))).toBe(false);
    const answer = await read('k');
    expect(String(answer.bytes)).toBe(text);
    expect(answer.ContentLength).toBe(text.length);
    expect(answer.ServerSideEncryption).toBe('AES256');
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    expect([head.ContentLength, head.ETag, head.ServerSideEncryption]).toEqual([
      text.length,
      put.ETag,
      'AES256',
    ]);
  });

  it.each([0, 1, 65_535, 65_536, 65_537, 3_000_001])('has %i bytes, all of them', async (size) => {
    const bytes = randomBytes(size);
    await client.send(
      new PutObjectCommand({ Bucket, Key: 'k', Body: bytes, ServerSideEncryption: 'AES256' }),
    );
    expect((await read('k')).bytes.equals(bytes)).toBe(true);
  });

  it.each([
    { range: 'bytes=0-0', first: 0, last: 0 },
    { range: 'bytes=65535-65536', first: 65_535, last: 65_536 },
    { range: 'bytes=-1', first: 299_999, last: 299_999 },
    { range: 'bytes=131072-', first: 131_072, last: 299_999 },
    { range: 'bytes=1-999999', first: 1, last: 299_999 },
  ])('is read by $range', async ({ range, first, last }) => {
    const bytes = randomBytes(300_000);
    await client.send(
      new PutObjectCommand({ Bucket, Key: 'k', Body: bytes, ServerSideEncryption: 'AES256' }),
    );
    const answer = await read('k', { Range: range });
    expect(answer.ContentRange).toBe(`bytes ${first}-${last}/300000`);
    expect(answer.bytes.equals(bytes.subarray(first, last + 1))).toBe(true);
  });

  it('asks for no encryption when it is read', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'k', ServerSideEncryption: 'AES256' }));
    const headers = { 'x-amz-server-side-encryption': 'AES256' };
    const get = await rawRequest(test, { url: `/${Bucket}/k`, headers });
    expect(get.status).toBe(400);
    expect(get.body).toContain('<Code>InvalidArgument</Code>');
    expect((await rawRequest(test, { method: 'HEAD', url: `/${Bucket}/k`, headers })).status).toBe(400);
  });

  it.each([
    { header: 'x-amz-server-side-encryption', value: 'aws:kms', code: 'NotImplemented' },
    { header: 'x-amz-server-side-encryption', value: 'aws:kms:dsse', code: 'NotImplemented' },
    { header: 'x-amz-server-side-encryption', value: 'AES512', code: 'InvalidArgument' },
    { header: 'x-amz-server-side-encryption-aws-kms-key-id', value: 'k', code: 'NotImplemented' },
  ])('is not made for $header: $value', async ({ header, value, code }) => {
    const answer = await rawRequest(test, {
      method: 'PUT',
      url: `/${Bucket}/k`,
      body: 'body',
      headers: { [header]: value },
    });
    expect(answer.body).toContain(`<Code>${code}</Code>`);
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('is encrypted again in a copy, or as its source, or not at all', async () => {
    const text = secretText();
    await client.send(new PutObjectCommand({ Bucket, Key: 'plain', Body: text }));
    const copy = (from: string, Key: string, ask: { ServerSideEncryption?: 'AES256' } = {}) =>
      client.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${from}`, ...ask }));
    expect((await copy('plain', 'one', { ServerSideEncryption: 'AES256' })).ServerSideEncryption).toBe(
      'AES256',
    );
    expect((await copy('one', 'two', { ServerSideEncryption: 'AES256' })).ServerSideEncryption).toBe(
      'AES256',
    );
    // The destination decides: a copy is a new object.
    expect((await copy('one', 'three')).ServerSideEncryption).toBeUndefined();
    await encryptByDefault();
    expect((await copy('plain', 'four')).ServerSideEncryption).toBe('AES256');
    expect((await copy('plain', 'plain', { ServerSideEncryption: 'AES256' })).ServerSideEncryption).toBe(
      'AES256',
    );
    for (const Key of ['one', 'two', 'three', 'four', 'plain']) {
      const answer = await read(Key);
      expect([String(answer.bytes), answer.ETag]).toEqual([text, `"${md5(text)}"`]);
      expect(answer.ServerSideEncryption).toBe(Key === 'three' ? undefined : 'AES256');
    }
  });

  it('shares its file with a copy of the same encryption', async () => {
    const size = 500_000;
    await client.send(
      new PutObjectCommand({ Bucket, Key: 'k', Body: randomBytes(size), ServerSideEncryption: 'AES256' }),
    );
    await client.send(
      new CopyObjectCommand({
        Bucket,
        Key: 'copy',
        CopySource: `${Bucket}/k`,
        ServerSideEncryption: 'AES256',
      }),
    );
    const files = await Promise.all((await byteFiles(test.dataDir)).map((path) => stat(path)));
    const links = files.filter((file) => file.size > size && file.size < size + 1000);
    expect(links.map(({ nlink }) => nlink)).toEqual([2, 2]);
  });
});

describe('an upload by parts', () => {
  const parts = [randomBytes(5 * 1024 * 1024), randomBytes(5 * 1024 * 1024), randomBytes(77)];
  const whole = Buffer.concat(parts);

  it('is encrypted as it was begun, and read across its parts', async () => {
    const begun = await client.send(
      new CreateMultipartUploadCommand({ Bucket, Key: 'k', ServerSideEncryption: 'AES256' }),
    );
    expect(begun.ServerSideEncryption).toBe('AES256');
    const target = { Bucket, Key: 'k', UploadId: begun.UploadId };
    await client.send(new PutObjectCommand({ Bucket, Key: 'source', Body: parts[1] }));
    const answers = [
      await client.send(new UploadPartCommand({ ...target, PartNumber: 1, Body: parts[0] })),
      await client.send(
        new UploadPartCopyCommand({ ...target, PartNumber: 2, CopySource: `${Bucket}/source` }),
      ),
      await client.send(new UploadPartCommand({ ...target, PartNumber: 3, Body: parts[2] })),
    ];
    expect(answers.map((answer) => answer.ServerSideEncryption)).toEqual(['AES256', 'AES256', 'AES256']);
    const Parts = answers.map((answer, index) => ({
      PartNumber: index + 1,
      ETag: 'CopyPartResult' in answer ? answer.CopyPartResult?.ETag : (answer as { ETag?: string }).ETag,
    }));
    expect(Parts.map(({ ETag }) => ETag)).toEqual(parts.map((part) => `"${md5(part)}"`));
    const completed = await client.send(
      new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts } }),
    );
    expect(completed.ServerSideEncryption).toBe('AES256');
    expect((await read('k')).bytes.equals(whole)).toBe(true);
    const edge = await read('k', { Range: 'bytes=5242000-10485800' });
    expect(edge.bytes.equals(whole.subarray(5_242_000, 10_485_801))).toBe(true);
    expect((await read('k', { PartNumber: 3 })).bytes.equals(parts[2] ?? Buffer.alloc(0))).toBe(true);
    expect(await isOnDisk(test.dataDir, parts[0]?.subarray(1000, 1032) ?? '')).toBe(false);
    expect(await isOnDisk(test.dataDir, parts[1]?.subarray(1000, 1032) ?? '')).toBe(true);
  });

  it("is encrypted by the bucket's default, also when that goes meanwhile", async () => {
    await encryptByDefault();
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }));
    await client.send(new DeleteBucketEncryptionCommand({ Bucket }));
    const target = { Bucket, Key: 'k', UploadId };
    const { ETag } = await client.send(new UploadPartCommand({ ...target, PartNumber: 1, Body: parts[2] }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await client.send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload }));
    const answer = await read('k');
    expect(answer.ServerSideEncryption).toBe('AES256');
    expect(answer.bytes.equals(parts[2] ?? Buffer.alloc(0))).toBe(true);
  });
});

describe('a data folder', () => {
  it('is not opened with a damaged key, and is read again when the key is back', async () => {
    const path = join(test.dataDir, 'encryption.key');
    const key = await readFile(path);
    await client.send(
      new PutObjectCommand({ Bucket, Key: 'k', Body: 'kept', ServerSideEncryption: 'AES256' }),
    );
    await writeFile(path, key.subarray(0, 20));
    const options = { dataDir: test.dataDir, credentials: testCredentials };
    await expect(openStore(options)).rejects.toThrow('encryption.key is damaged');
    await writeFile(path, key);
    expect(String((await read('k')).bytes)).toBe('kept');
  });

  it('that has a damaged file answers with an error and not with bytes', async () => {
    await storeDamaged('k', Buffer.from('intact'), -20);
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const answer = await rawRequest(test, { url: `/${Bucket}/k` });
    expect(answer.status).toBe(500);
    expect(answer.body).toContain('<Code>InternalError</Code>');
    await expect(
      client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k` })),
    ).rejects.toMatchObject({ name: 'InternalError' });
    expect(String(log.mock.calls)).toContain('chunk 0 is damaged');
    log.mockRestore();
  });

  it('that has one damaged further on ends the answer there', async () => {
    const text = 'a'.repeat(4_000_000);
    await storeDamaged('k', Buffer.from(text), 3_500_000);
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const answer = await rawRequest(test, { url: `/${Bucket}/k` });
    expect([answer.status, answer.headers['content-length']]).toEqual([200, '4000000']);
    expect(answer.body.length).toBeLessThan(3_500_000);
    expect(text.startsWith(answer.body)).toBe(true);
    expect(String(log.mock.calls)).toContain('chunk 53 is damaged');
    log.mockRestore();
  });
});

/** `at`: the place in its file where a bit is turned, from its end when it is negative. */
async function storeDamaged(Key: string, Body: Buffer, at: number): Promise<void> {
  const before = new Set(await byteFiles(test.dataDir));
  await client.send(new PutObjectCommand({ Bucket, Key, Body, ServerSideEncryption: 'AES256' }));
  const [path = ''] = (await byteFiles(test.dataDir)).filter((file) => !before.has(file));
  const file = await readFile(path);
  const offset = at < 0 ? file.length + at : at;
  file.writeUInt8(file.readUInt8(offset) ^ 1, offset);
  await writeFile(path, file);
}
