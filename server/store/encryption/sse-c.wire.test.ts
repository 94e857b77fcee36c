import { createHash, randomBytes } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import { type RawAnswer, rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { isOnDisk } from './testing/disk.ts';

let test: TestStore;
let minio: TestStore;
let client: S3Client;
let Bucket: string;

const clientOf = ({ origin }: TestStore) =>
  new S3Client({
    endpoint: origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });

beforeAll(async () => {
  test = await startTestStore();
  minio = await startTestStore({ profile: 'minio' });
  client = clientOf(test);
});

afterAll(async () => {
  client.destroy();
  await test.close();
  await minio.close();
});

beforeEach(async () => {
  Bucket = `bucket-${randomBytes(8).toString('hex')}`;
  await client.send(new CreateBucketCommand({ Bucket }));
});

const keyMd5 = (key: Buffer) => createHash('md5').update(key).digest('base64');
const md5 = (bytes: Buffer | string) => createHash('md5').update(bytes).digest('hex');

/** What the SDK takes: it encodes the key and adds its MD5. */
const withKey = (key: Buffer) => ({ SSECustomerAlgorithm: 'AES256', SSECustomerKey: key as never });
const fromKey = (key: Buffer) => ({
  CopySourceSSECustomerAlgorithm: 'AES256',
  CopySourceSSECustomerKey: key as never,
});

const keyHeaders = (key: Buffer, prefix: '' | 'copy-source-' = '') => ({
  [`x-amz-${prefix}server-side-encryption-customer-algorithm`]: 'AES256',
  [`x-amz-${prefix}server-side-encryption-customer-key`]: key.toString('base64'),
  [`x-amz-${prefix}server-side-encryption-customer-key-md5`]: keyMd5(key),
});

const key = Buffer.from('32byteslongsecretkeymustprovided');
const otherKey = randomBytes(32);

const codeOf = ({ status, body }: RawAnswer) =>
  `${status} ${/<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? ''}`.trim();

async function read(Key: string, rest: object = {}) {
  const answer = await client.send(new GetObjectCommand({ Bucket, Key, ...rest }));
  return { ...answer, bytes: Buffer.from((await answer.Body?.transformToByteArray()) ?? []) };
}

describe('an object of SSE-C', () => {
  it('is stored and read with its key, which no answer shows and no file has', async () => {
    const text = randomBytes(30).toString('base64').repeat(40);
    const put = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: text, ...withKey(key) }));
    const shown = { SSECustomerAlgorithm: 'AES256', SSECustomerKeyMD5: '7PpPLAK26ONlVUGOWlusfg==' };
    expect(put).toMatchObject(shown);
    expect(put.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(put.ETag).not.toBe(`"${md5(text)}"`);
    const answer = await read('k', withKey(key));
    expect(answer).toMatchObject({ ...shown, ETag: put.ETag, ContentLength: text.length });
    expect(String(answer.bytes)).toBe(text);
    expect(answer.ServerSideEncryption).toBeUndefined();
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'k', ...withKey(key) }));
    expect(head).toMatchObject({ ...shown, ETag: put.ETag, ContentLength: text.length });
    const raw = await rawRequest(test, { url: `/${Bucket}/k`, headers: keyHeaders(key) });
    expect(JSON.stringify(raw.headers)).not.toContain(key.toString('base64'));
    for (const secret of [key, key.toString('base64'), key.toString('hex'), text.slice(0, 40)]) {
      expect(await isOnDisk(test.dataDir, secret)).toBe(false);
    }
    for (const digest of [md5(text), Buffer.from(md5(text), 'hex')]) {
      expect(await isOnDisk(test.dataDir, digest)).toBe(false);
    }
  });

  it.each([0, 1, 65_536, 65_537, 2_000_001])('has %i bytes, all of them', async (size) => {
    const bytes = randomBytes(size);
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: bytes, ...withKey(key) }));
    expect((await read('k', withKey(key))).bytes.equals(bytes)).toBe(true);
    await expect(read('k', withKey(otherKey))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it.each([
    { range: 'bytes=0-0', first: 0, last: 0 },
    { range: 'bytes=65530-131080', first: 65_530, last: 131_080 },
    { range: 'bytes=-70000', first: 130_000, last: 199_999 },
  ])('is read by $range', async ({ range, first, last }) => {
    const bytes = randomBytes(200_000);
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: bytes, ...withKey(key) }));
    const answer = await read('k', { ...withKey(key), Range: range });
    expect(answer.bytes.equals(bytes.subarray(first, last + 1))).toBe(true);
    expect(answer.SSECustomerAlgorithm).toBe('AES256');
  });

  it('is listed as every other object', async () => {
    const put = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello', ...withKey(key) }));
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents).toMatchObject([{ Key: 'k', Size: 5, ETag: put.ETag }]);
  });

  it("has its key's encryption and not the bucket's", async () => {
    await client.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      }),
    );
    const put = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello', ...withKey(key) }));
    expect([put.SSECustomerAlgorithm, put.ServerSideEncryption]).toEqual(['AES256', undefined]);
    await expect(read('k')).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  it('is read by a presigned URL with the key in signed headers', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello', ...withKey(key) }));
    const headers = keyHeaders(key);
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'k', ...withKey(key) }), {
      unhoistableHeaders: new Set(Object.keys(headers)),
    });
    const answer = await fetch(url, { headers });
    expect([answer.status, await answer.text()]).toEqual([200, 'hello']);
    expect(url).not.toContain(encodeURIComponent(key.toString('base64')));
    expect((await fetch(url)).status).toBe(403);
  });
});

describe('a refusal', () => {
  const wrongMd5 = { ...keyHeaders(key), 'x-amz-server-side-encryption-customer-key-md5': keyMd5(otherKey) };
  const { 'x-amz-server-side-encryption-customer-key': _key, ...withoutKey } = keyHeaders(key);
  const both = { ...keyHeaders(key), 'x-amz-server-side-encryption': 'AES256' };
  const otherAlgorithm = { ...keyHeaders(key), 'x-amz-server-side-encryption-customer-algorithm': 'AES' };

  const cases: { what: string; method: string; of: string; headers: object; aws: string; minio?: string }[] =
    [
      { what: 'no key', method: 'GET', of: 'sse-c', headers: {}, aws: '400 InvalidRequest' },
      { what: 'no key', method: 'HEAD', of: 'sse-c', headers: {}, aws: '400' },
      {
        what: 'another key',
        method: 'GET',
        of: 'sse-c',
        headers: keyHeaders(otherKey),
        aws: '403 AccessDenied',
      },
      { what: 'another key', method: 'HEAD', of: 'sse-c', headers: keyHeaders(otherKey), aws: '403' },
      {
        what: 'a key too many',
        method: 'GET',
        of: 'plain',
        headers: keyHeaders(key),
        aws: '400 InvalidRequest',
      },
      { what: 'a key too many', method: 'HEAD', of: 'plain', headers: keyHeaders(key), aws: '400' },
      {
        what: 'a key too many',
        method: 'GET',
        of: 'sse-s3',
        headers: keyHeaders(key),
        aws: '400 InvalidRequest',
      },
      { what: 'a wrong MD5', method: 'GET', of: 'sse-c', headers: wrongMd5, aws: '400 InvalidArgument' },
      { what: 'a wrong MD5', method: 'PUT', of: 'new', headers: wrongMd5, aws: '400 InvalidArgument' },
      { what: 'a missing part', method: 'PUT', of: 'new', headers: withoutKey, aws: '400 InvalidArgument' },
      { what: 'both kinds', method: 'PUT', of: 'new', headers: both, aws: '400 InvalidArgument' },
      {
        what: 'another algorithm',
        method: 'PUT',
        of: 'new',
        headers: otherAlgorithm,
        aws: '400 InvalidEncryptionAlgorithmError',
        minio: '400 InvalidArgument',
      },
      {
        what: 'a header that asks to encrypt',
        method: 'GET',
        of: 'plain',
        headers: { 'x-amz-server-side-encryption': 'AES256' },
        aws: '400 InvalidArgument',
        minio: '400 BadRequest',
      },
    ];

  it.each(
    cases.flatMap(({ aws, minio: theirs = aws, ...rest }) => [
      { ...rest, profile: 'aws' as Profile, code: aws },
      { ...rest, profile: 'minio' as Profile, code: theirs },
    ]),
  )('for $what ($method of $of, $profile) is $code', async ({ method, of, headers, profile, code }) => {
    const at = profile === 'aws' ? test : minio;
    const put = (name: string, asked: Record<string, string>) =>
      rawRequest(at, { method: 'PUT', url: `/refusals/${name}`, body: 'content', headers: asked });
    await rawRequest(at, { method: 'PUT', url: '/refusals', body: '' });
    await put('plain', {});
    await put('sse-s3', { 'x-amz-server-side-encryption': 'AES256' });
    await put('sse-c', keyHeaders(key));
    const body = method === 'PUT' ? 'content' : undefined;
    const answer = await rawRequest(at, {
      method,
      url: `/refusals/${of}`,
      body,
      headers: headers as Record<string, string>,
    });
    expect(codeOf(answer)).toBe(code);
    expect(answer.body).not.toContain(key.toString('base64'));
    expect(codeOf(await rawRequest(at, { url: '/refusals/new' }))).toBe('404 NoSuchKey');
  });
});

describe('a copy', () => {
  const bytes = randomBytes(300_000);
  const kinds = {
    plain: { ask: {}, from: {}, etag: `"${md5(bytes)}"` },
    'SSE-S3': { ask: { ServerSideEncryption: 'AES256' } as const, from: {}, etag: `"${md5(bytes)}"` },
    'SSE-C': { ask: withKey(key), from: fromKey(key), etag: undefined },
    'SSE-C with another key': { ask: withKey(otherKey), from: fromKey(otherKey), etag: undefined },
  };
  const readWith = (ask: object) => ('SSECustomerKey' in ask ? ask : {});

  it.each(
    Object.entries(kinds).flatMap(([from, source]) =>
      Object.entries(kinds).map(([to, target]) => ({ from, to, source, target })),
    ),
  )('from $from to $to', async ({ source, target }) => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'from', Body: bytes, ...source.ask }));
    const direct = await client.send(
      new PutObjectCommand({ Bucket, Key: 'direct', Body: bytes, ...target.ask }),
    );
    const answer = await client.send(
      new CopyObjectCommand({
        Bucket,
        Key: 'to',
        CopySource: `${Bucket}/from`,
        ...source.from,
        ...target.ask,
      }),
    );
    const copied = await read('to', readWith(target.ask));
    expect(copied.bytes.equals(bytes)).toBe(true);
    // The same bytes with the same key have the same ETag, however they came.
    expect([answer.CopyObjectResult?.ETag, copied.ETag]).toEqual([direct.ETag, direct.ETag]);
    if (target.etag !== undefined) expect(copied.ETag).toBe(target.etag);
    else expect(copied.ETag).not.toBe(`"${md5(bytes)}"`);
    expect([answer.ServerSideEncryption, answer.SSECustomerAlgorithm]).toEqual([
      copied.ServerSideEncryption,
      copied.SSECustomerAlgorithm,
    ]);
    expect((await read('from', readWith(source.ask))).bytes.equals(bytes)).toBe(true);
  });

  it.each([
    { what: 'without the key of its source', headers: {}, code: '400 InvalidRequest' },
    { what: 'with another', headers: keyHeaders(otherKey, 'copy-source-'), code: '403 AccessDenied' },
    { what: 'with that of a read', headers: keyHeaders(key), code: '400 InvalidRequest' },
  ])('$what is refused: $code', async ({ headers, code }) => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'from', Body: 'content', ...withKey(key) }));
    const answer = await rawRequest(test, {
      method: 'PUT',
      url: `/${Bucket}/to`,
      body: '',
      headers: { 'x-amz-copy-source': `/${Bucket}/from`, ...(headers as Record<string, string>) },
    });
    expect(codeOf(answer)).toBe(code);
    expect(codeOf(await rawRequest(test, { url: `/${Bucket}/to` }))).toBe('404 NoSuchKey');
  });

  it('onto itself changes the key, and takes it away', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'content', ...withKey(key) }));
    const self = { Bucket, Key: 'k', CopySource: `${Bucket}/k` };
    await client.send(new CopyObjectCommand({ ...self, ...fromKey(key), ...withKey(otherKey) }));
    await expect(read('k', withKey(key))).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(String((await read('k', withKey(otherKey))).bytes)).toBe('content');
    await client.send(new CopyObjectCommand({ ...self, ...fromKey(otherKey) }));
    expect(String((await read('k')).bytes)).toBe('content');
    await expect(client.send(new CopyObjectCommand(self))).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});

describe('an upload by parts', () => {
  const parts = [randomBytes(5 * 1024 * 1024), randomBytes(5 * 1024 * 1024 + 1), randomBytes(99)];
  const whole = Buffer.concat(parts);

  async function begin() {
    const begun = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k', ...withKey(key) }));
    expect(begun).toMatchObject({ SSECustomerAlgorithm: 'AES256', SSECustomerKeyMD5: keyMd5(key) });
    return { Bucket, Key: 'k', UploadId: begun.UploadId };
  }

  it.each([
    { with: 'the key', last: withKey(key) },
    { with: 'no key', last: {} },
  ])('takes the key with every part and is completed with $with', async ({ last }) => {
    const target = await begin();
    await client.send(new PutObjectCommand({ Bucket, Key: 'source', Body: parts[1], ...withKey(otherKey) }));
    const one = await client.send(
      new UploadPartCommand({ ...target, PartNumber: 1, Body: parts[0], ...withKey(key) }),
    );
    const two = await client.send(
      new UploadPartCopyCommand({
        ...target,
        PartNumber: 2,
        CopySource: `${Bucket}/source`,
        ...fromKey(otherKey),
        ...withKey(key),
      }),
    );
    const three = await client.send(
      new UploadPartCommand({ ...target, PartNumber: 3, Body: parts[2], ...withKey(key) }),
    );
    for (const answer of [one, two, three]) expect(answer.SSECustomerAlgorithm).toBe('AES256');
    expect(one.ETag).not.toBe(`"${md5(parts[0] ?? '')}"`);
    const etags = [one.ETag, two.CopyPartResult?.ETag, three.ETag];
    const Parts = etags.map((ETag, index) => ({ PartNumber: index + 1, ETag }));
    await client.send(new CompleteMultipartUploadCommand({ ...target, ...last, MultipartUpload: { Parts } }));
    const answer = await read('k', withKey(key));
    expect(answer.bytes.equals(whole)).toBe(true);
    expect(answer.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    const edge = await read('k', { ...withKey(key), Range: 'bytes=5242879-10485761' });
    expect(edge.bytes.equals(whole.subarray(5_242_879, 10_485_762))).toBe(true);
    expect((await read('k', { ...withKey(key), PartNumber: 3 })).bytes.equals(parts[2] ?? whole)).toBe(true);
    await expect(read('k')).rejects.toMatchObject({ name: 'InvalidRequest' });
    await expect(read('k', withKey(otherKey))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it.each([
    { what: 'no key', headers: {} },
    { what: 'another key', headers: keyHeaders(otherKey) },
  ])('refuses a part with $what', async ({ headers }) => {
    const { UploadId } = await begin();
    const files = await test.countFiles();
    const answer = await rawRequest(test, {
      method: 'PUT',
      url: `/${Bucket}/k?partNumber=1&uploadId=${UploadId}`,
      body: 'part',
      headers: headers as Record<string, string>,
    });
    expect(codeOf(answer)).toBe('400 InvalidRequest');
    expect(await test.countFiles()).toBe(files);
  });

  it('refuses a key that it was not begun with, and to be completed with another', async () => {
    const plain = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'plain' }));
    const surplus = new UploadPartCommand({
      ...{ Bucket, Key: 'plain', UploadId: plain.UploadId, PartNumber: 1, Body: 'part' },
      ...withKey(key),
    });
    await expect(client.send(surplus)).rejects.toMatchObject({ name: 'InvalidRequest' });
    const target = await begin();
    const { ETag } = await client.send(
      new UploadPartCommand({ ...target, PartNumber: 1, Body: 'part', ...withKey(key) }),
    );
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await expect(
      client.send(new CompleteMultipartUploadCommand({ ...target, ...withKey(otherKey), MultipartUpload })),
    ).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});
