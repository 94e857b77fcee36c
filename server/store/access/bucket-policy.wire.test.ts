import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { cannedPolicy } from './testing/canned-policies.ts';

let test: TestStore;
let client: S3Client;
let Bucket: string;
let buckets = 0;

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
  client = clientOf(test);
});

afterAll(async () => {
  client.destroy();
  await test.close();
});

beforeEach(async () => {
  buckets += 1;
  Bucket = `bucket-${buckets}`;
  await client.send(new CreateBucketCommand({ Bucket }));
});

const put = (Policy: string) => client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
const get = async () => (await client.send(new GetBucketPolicyCommand({ Bucket }))).Policy;
const publicReading = () => cannedPolicy('readonly', Bucket, '') ?? '';

describe('a bucket policy', () => {
  it('comes back as it was put, to the letter', async () => {
    const text = ` ${publicReading().replace('{', '{\n  ')}\n`;
    expect((await put(text)).$metadata.httpStatusCode).toBe(204);
    expect(await get()).toBe(text);
    const raw = await rawRequest(test, { url: `/${Bucket}?policy` });
    expect(raw.headers['content-type']).toBe('application/json');
  });

  it('is not there before, nor after it was deleted, which may be done twice', async () => {
    await expect(get()).rejects.toMatchObject({
      name: 'NoSuchBucketPolicy',
      $metadata: { httpStatusCode: 404 },
    });
    await put(publicReading());
    for (const _ of [1, 2]) {
      const deleted = await client.send(new DeleteBucketPolicyCommand({ Bucket }));
      expect(deleted.$metadata.httpStatusCode).toBe(204);
    }
    await expect(get()).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
  });

  it('goes with its bucket', async () => {
    await put(publicReading());
    await client.send(new DeleteBucketCommand({ Bucket }));
    await client.send(new CreateBucketCommand({ Bucket }));
    await expect(get()).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
  });

  it('stays as it was when another is refused', async () => {
    await put(publicReading());
    await expect(put('{"Version":""}')).rejects.toMatchObject({
      name: 'MalformedPolicy',
      $metadata: { httpStatusCode: 400 },
    });
    expect(await get()).toBe(publicReading());
  });

  it('has 20 KiB at most', async () => {
    const fill = (length: number) => publicReading() + ' '.repeat(length - publicReading().length);
    expect((await put(fill(20_480))).$metadata.httpStatusCode).toBe(204);
    await expect(put(fill(20_481))).rejects.toMatchObject({ name: 'PolicyTooLarge' });
  });

  it.each([
    { name: 'no length', request: {}, status: 411, code: 'MissingContentLength' },
    { name: 'nothing in it', request: { body: '' }, status: 400, code: 'MalformedPolicy' },
    {
      name: 'bytes that are no UTF-8',
      request: { body: Buffer.from([0x22, 0xff, 0x22]) },
      status: 400,
      code: 'MalformedPolicy',
    },
    {
      name: 'a Content-MD5 of something else',
      request: { body: '{}', headers: { 'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==' } },
      status: 400,
      code: 'BadDigest',
    },
  ])('is refused with $name', async ({ request, status, code }) => {
    const answer = await rawRequest(test, { method: 'PUT', url: `/${Bucket}?policy`, ...request });
    expect([answer.status, answer.body]).toEqual([status, expect.stringContaining(`<Code>${code}</Code>`)]);
  });

  it.each([
    () => new GetBucketPolicyCommand({ Bucket: 'not-there' }),
    () => new GetBucketPolicyStatusCommand({ Bucket: 'not-there' }),
    () => new DeleteBucketPolicyCommand({ Bucket: 'not-there' }),
    () => new PutBucketPolicyCommand({ Bucket: 'not-there', Policy: publicReading() }),
  ])('needs a bucket (%#)', async (command) => {
    await expect(client.send(command() as GetBucketPolicyCommand)).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
  });
});

describe('the status of a policy', () => {
  const isPublic = async (from = client) =>
    (await from.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic;

  it('says whether strangers are let in', async () => {
    await put(publicReading());
    expect(await isPublic()).toBe(true);
    await put(publicReading().replaceAll('"AWS":"*"', '"AWS":"ann"'));
    expect(await isPublic()).toBe(false);
  });

  it('is none without a policy', async () => {
    await expect(isPublic()).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
  });

  it('is in capitals in the profile of MinIO, and narrower', async () => {
    const minio = await startTestStore({ profile: 'minio' });
    const other = clientOf(minio);
    await other.send(new CreateBucketCommand({ Bucket: 'pail' }));
    const statusOf = async () => (await rawRequest(minio, { url: '/pail?policyStatus' })).body;
    const setPolicy = (Policy: string) => other.send(new PutBucketPolicyCommand({ Bucket: 'pail', Policy }));
    const statuses = [await statusOf()];
    await setPolicy(cannedPolicy('readwrite', 'pail', '') ?? '');
    statuses.push(await statusOf());
    await setPolicy(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::pail","arn:aws:s3:::pail/*"]}]}',
    );
    statuses.push(await statusOf());
    other.destroy();
    await minio.close();
    expect(statuses.map((text) => /<IsPublic>(\w+)</.exec(text)?.[1])).toEqual(['FALSE', 'FALSE', 'TRUE']);
  });
});
