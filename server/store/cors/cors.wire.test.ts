import { createHash } from 'node:crypto';
import {
  type CORSRule,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RawAnswer, rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

const clientOf = (store: TestStore) =>
  new S3Client({
    endpoint: store.origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });

let test: TestStore;
let client: S3Client;

beforeAll(async () => {
  test = await startTestStore();
  client = clientOf(test);
});

afterAll(async () => {
  client.destroy();
  await test.close();
});

const page = 'https://page.example';

async function bucketWith(Bucket: string, CORSRules?: CORSRule[]): Promise<string> {
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  if (CORSRules) await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
  return Bucket;
}

const preflight = (url: string, method: string, headers: Record<string, string> = {}) =>
  rawRequest(test, {
    method: 'OPTIONS',
    url,
    headers: { origin: page, 'access-control-request-method': method, ...headers },
    signed: false,
  });

/** The CORS headers of an answer, without their common beginning. */
const corsOf = ({ headers }: RawAnswer) =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('access-control-'))
      .map(([name, value]) => [name.slice('access-control-'.length), value]),
  );

const refusal = (name: string, httpStatusCode: number) => ({ name, $metadata: { httpStatusCode } });

describe('a CORS configuration', () => {
  it('is set, read and taken away', async () => {
    const Bucket = await bucketWith('settings');
    const read = async () => (await client.send(new GetBucketCorsCommand({ Bucket }))).CORSRules;
    const none = refusal('NoSuchCORSConfiguration', 404);
    await expect(read()).rejects.toMatchObject(none);
    const CORSRules: CORSRule[] = [
      {
        ID: 'one',
        AllowedOrigins: [page, 'https://*.example'],
        AllowedMethods: ['GET', 'PUT'],
        MaxAgeSeconds: 5,
      },
      { AllowedOrigins: ['*'], AllowedMethods: ['HEAD'], AllowedHeaders: ['*'], ExposeHeaders: ['ETag'] },
    ];
    const set = (rules: CORSRule[]) =>
      client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: rules } }));
    await set(CORSRules);
    expect(await read()).toEqual(CORSRules);
    await expect(set([{ AllowedOrigins: ['*'], AllowedMethods: ['PATCH'] }])).rejects.toMatchObject(
      refusal('InvalidRequest', 400),
    );
    expect(await read()).toEqual(CORSRules);
    const deleted = await client.send(new DeleteBucketCorsCommand({ Bucket }));
    expect(deleted.$metadata.httpStatusCode).toBe(204);
    await expect(read()).rejects.toMatchObject(none);
  });

  it('must be vouched for', async () => {
    const Bucket = await bucketWith('vouched');
    const body =
      '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>';
    const request = { method: 'PUT', url: `/${Bucket}?cors`, body };
    const bare = await rawRequest(test, request);
    expect(bare).toMatchObject({ status: 400, body: expect.stringContaining('<Code>InvalidRequest<') });
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
    expect((await rawRequest(test, { ...request, headers })).status).toBe(200);
  });

  it('goes with its bucket', async () => {
    const Bucket = 'gone';
    await client.send(new CreateBucketCommand({ Bucket }));
    const CORSConfiguration = { CORSRules: [{ AllowedOrigins: [page], AllowedMethods: ['GET'] }] };
    await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }));
    await client.send(new DeleteBucketCommand({ Bucket }));
    await client.send(new CreateBucketCommand({ Bucket }));
    await expect(client.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject(
      refusal('NoSuchCORSConfiguration', 404),
    );
  });
});

describe('a page', () => {
  it('may do everything in a bucket without a configuration', async () => {
    const Bucket = await bucketWith('open');
    const asked = await preflight(`/${Bucket}/k`, 'DELETE', { 'access-control-request-headers': 'x-any' });
    expect(asked.status).toBe(204);
    expect(corsOf(asked)).toMatchObject({ 'allow-origin': '*', 'allow-headers': 'x-any' });
    const answer = await rawRequest(test, { url: `/${Bucket}/none`, headers: { origin: page } });
    expect(answer.status).toBe(404);
    expect(corsOf(answer)['allow-origin']).toBe('*');
  });

  it('that a rule names may do what the rule says, and no more', async () => {
    const Bucket = await bucketWith('ruled', [
      {
        AllowedOrigins: ['https://*.example'],
        AllowedMethods: ['GET', 'PUT'],
        AllowedHeaders: ['x-amz-*', 'authorization'],
        ExposeHeaders: ['ETag', 'x-amz-version-id'],
        MaxAgeSeconds: 60,
      },
    ]);
    const url = `/${Bucket}/k`;
    const headers = { 'access-control-request-headers': 'Authorization, x-amz-date' };
    const asked = await preflight(url, 'PUT', headers);
    expect(asked.status).toBe(200);
    const allowed = {
      'allow-origin': page,
      'allow-credentials': 'true',
      'allow-methods': 'GET, PUT',
      'expose-headers': 'ETag, x-amz-version-id',
      'max-age': '60',
    };
    expect(corsOf(asked)).toEqual({ ...allowed, 'allow-headers': 'Authorization, x-amz-date' });
    expect(asked.headers.vary).toContain('Origin');

    for (const refused of [
      await preflight(url, 'DELETE'),
      await preflight(url, 'GET', { 'access-control-request-headers': 'x-other' }),
      await preflight(url, 'GET', { origin: 'https://page.elsewhere' }),
      await preflight(`/${Bucket}`, 'POST'),
    ]) {
      expect(refused).toMatchObject({ status: 403, body: expect.stringContaining('<Code>AccessForbidden<') });
      expect(corsOf(refused)).toEqual({});
    }

    const read = await rawRequest(test, { url, headers: { origin: page } });
    expect(read).toMatchObject({ status: 200, body: 'x' });
    expect(corsOf(read)).toEqual(allowed);
    expect(read.headers.vary).toBe('Origin');
    const missing = await rawRequest(test, { url: `${url}/none`, headers: { origin: page } });
    expect(missing.status).toBe(404);
    expect(corsOf(missing)).toEqual(allowed);

    for (const unseen of [
      await rawRequest(test, { url, headers: { origin: 'https://page.elsewhere' } }),
      await rawRequest(test, { url }),
      await rawRequest(test, { method: 'HEAD', url, headers: { origin: page } }),
    ]) {
      // The request is done all the same: the browser keeps its answer from the page.
      expect(unseen.status).toBe(200);
      expect(corsOf(unseen)).toEqual({});
      expect(unseen.headers.vary).toBe('Origin');
    }
  });

  it('is one of all pages where the rule names all', async () => {
    const Bucket = await bucketWith('for-all', [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }]);
    const url = `/${Bucket}/k`;
    expect(corsOf(await preflight(url, 'GET'))).toEqual({ 'allow-origin': '*', 'allow-methods': 'GET' });
    expect(corsOf(await rawRequest(test, { url, headers: { origin: 'null' } }))).toEqual({
      'allow-origin': '*',
      'allow-methods': 'GET',
    });
  });

  it('that sets or ends the configuration reads the answer', async () => {
    const Bucket = await bucketWith('changed');
    const body =
      '<CORSConfiguration><CORSRule><AllowedOrigin>https://other.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>';
    const headers = { origin: page, 'content-md5': createHash('md5').update(body).digest('base64') };
    const set = await rawRequest(test, { method: 'PUT', url: `/${Bucket}?cors`, body, headers });
    expect(set.status).toBe(200);
    expect(corsOf(set)['allow-origin']).toBe('*');
    expect((await preflight(`/${Bucket}?cors`, 'DELETE')).status).toBe(403);
    await client.send(new DeleteBucketCorsCommand({ Bucket }));
    expect((await preflight(`/${Bucket}?cors`, 'DELETE')).status).toBe(204);
  });

  it.each(['/', '/no-such-bucket', '/%zz'])('may ask for %s', async (url) => {
    expect((await preflight(url, 'GET')).status).toBe(204);
  });
});

it('is not configured by bucket where the store answers as MinIO', async () => {
  const minio = await startTestStore({ profile: 'minio' });
  const minioClient = clientOf(minio);
  try {
    await minioClient.send(new CreateBucketCommand({ Bucket: 'b-minio' }));
    const Bucket = 'b-minio';
    const CORSConfiguration = { CORSRules: [{ AllowedOrigins: [page], AllowedMethods: ['GET'] }] };
    const notImplemented = refusal('NotImplemented', 501);
    await expect(
      minioClient.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration })),
    ).rejects.toMatchObject(notImplemented);
    await expect(minioClient.send(new DeleteBucketCorsCommand({ Bucket }))).rejects.toMatchObject(
      notImplemented,
    );
    await expect(minioClient.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject(
      refusal('NoSuchCORSConfiguration', 404),
    );
  } finally {
    minioClient.destroy();
    await minio.close();
  }
});
