import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { type CannedPolicy, cannedPolicy } from './testing/canned-policies.ts';

let test: TestStore;
let owner: S3Client;
let Bucket: string;
let buckets = 0;

beforeAll(async () => {
  test = await startTestStore();
  owner = new S3Client({
    endpoint: test.origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });
});

afterAll(async () => {
  owner.destroy();
  await test.close();
});

beforeEach(async () => {
  buckets += 1;
  Bucket = `bucket-${buckets}`;
  await owner.send(new CreateBucketCommand({ Bucket }));
  for (const Key of ['up/a', 'up/b', 'other']) {
    await owner.send(new PutObjectCommand({ Bucket, Key, Body: `the bytes of ${Key}` }));
  }
});

const setPolicy = (Policy: string) => owner.send(new PutBucketPolicyCommand({ Bucket, Policy }));

const policyOf = (...statements: object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((more) => ({ Effect: 'Allow', Principal: '*', ...more })),
  });

/** Without any signature, as a browser or curl sends it: the status, and the error's code. */
async function plainly(request: string, init: RequestInit = {}): Promise<string> {
  const [method = '', path = ''] = request.split(' ');
  const answer = await fetch(`${test.origin}/${Bucket}${path}`, { method, ...init });
  const text = await answer.text();
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1];
  return code === undefined ? String(answer.status) : `${answer.status} ${code}`;
}

const denied = '403 AccessDenied';

describe('a canned policy for a prefix', () => {
  const requests = [
    'GET /up/a',
    'HEAD /up/a',
    'GET /other',
    'PUT /up/new',
    'PUT /other',
    'DELETE /up/b',
    'DELETE /other',
    'GET /?prefix=up/',
    'GET /?list-type=2&prefix=up/',
    'GET /',
    'GET /?prefix=up',
    'GET /?prefix=up/a',
    'GET /?uploads',
    'GET /?location',
    'POST /up/m?uploads',
    'GET /?policy',
    'GET /?versions&prefix=up/',
    'DELETE /',
  ];
  const reads = {
    'GET /up/a': '200',
    'HEAD /up/a': '200',
    'GET /?prefix=up/': '200',
    'GET /?list-type=2&prefix=up/': '200',
    'GET /?location': '200',
  };
  const writes = {
    'PUT /up/new': '200',
    'DELETE /up/b': '204',
    'GET /?uploads': '200',
    'GET /?location': '200',
    'POST /up/m?uploads': '200',
  };

  it.each<{ kind: CannedPolicy; allowed: Record<string, string> }>([
    { kind: 'none', allowed: {} },
    { kind: 'readonly', allowed: reads },
    { kind: 'writeonly', allowed: writes },
    { kind: 'readwrite', allowed: { ...reads, ...writes } },
  ])('$kind', async ({ kind, allowed }) => {
    const policy = cannedPolicy(kind, Bucket, 'up/');
    if (policy !== undefined) await setPolicy(policy);
    const answers: Record<string, string> = {};
    for (const request of requests) {
      answers[request] = await plainly(request, request.startsWith('PUT') ? { body: 'new bytes' } : {});
    }
    const refused = (request: string) => (request.startsWith('HEAD') ? '403' : denied);
    expect(answers).toEqual(
      Object.fromEntries(requests.map((request) => [request, allowed[request] ?? refused(request)])),
    );
  });

  it('lets a stranger upload by parts and read it back whole', async () => {
    await setPolicy(cannedPolicy('readwrite', Bucket, 'up/') ?? '');
    const url = `${test.origin}/${Bucket}/up/parts`;
    const begun = await (await fetch(`${url}?uploads`, { method: 'POST' })).text();
    const uploadId = /<UploadId>([^<]+)</.exec(begun)?.[1];
    const part = await fetch(`${url}?partNumber=1&uploadId=${uploadId}`, {
      method: 'PUT',
      body: 'only part',
    });
    const completed = await fetch(`${url}?uploadId=${uploadId}`, {
      method: 'POST',
      body: `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.headers.get('etag')}</ETag></Part></CompleteMultipartUpload>`,
    });
    expect(completed.status).toBe(200);
    expect(await (await fetch(url)).text()).toBe('only part');
  });
});

describe('an anonymous request', () => {
  it('never lists buckets', async () => {
    await setPolicy(
      policyOf({ Action: 's3:*', Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`] }),
    );
    const answer = await fetch(test.origin);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('AccessDenied')]);
  });

  it('makes no bucket, and learns that there is none', async () => {
    expect((await fetch(`${test.origin}/not-there`, { method: 'PUT' })).status).toBe(403);
    const read = await fetch(`${test.origin}/not-there/key`);
    expect([read.status, await read.text()]).toEqual([404, expect.stringContaining('NoSuchBucket')]);
  });

  it('does not learn which keys there are not, unless it may list them', async () => {
    const read = { Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` };
    await setPolicy(policyOf(read));
    expect(await plainly('GET /not-there')).toBe(denied);
    await setPolicy(policyOf(read, { Action: 's3:ListBucket', Resource: `arn:aws:s3:::${Bucket}` }));
    expect(await plainly('GET /not-there')).toBe('404 NoSuchKey');
  });

  it('deletes in bulk what it may delete, key by key', async () => {
    await setPolicy(policyOf({ Action: 's3:DeleteObject', Resource: `arn:aws:s3:::${Bucket}/up/*` }));
    const body =
      '<Delete><Object><Key>up/a</Key></Object><Object><Key>other</Key></Object><Object><Key>up/b</Key></Object></Delete>';
    const md5 = await crypto.subtle.digest('SHA-256', Buffer.from(body));
    const answer = await fetch(`${test.origin}/${Bucket}?delete`, {
      method: 'POST',
      body,
      headers: { 'x-amz-checksum-sha256': Buffer.from(md5).toString('base64') },
    });
    expect(await answer.text()).toMatch(
      /<Deleted><Key>up\/a<\/Key><\/Deleted><Error><Key>other<\/Key><Code>AccessDenied<\/Code>.*<Deleted><Key>up\/b<\/Key>/,
    );
  });

  it('copies only what it may read', async () => {
    const write = { Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/up/*` };
    const copy = { headers: { 'x-amz-copy-source': `/${Bucket}/other` } };
    await setPolicy(policyOf(write));
    expect(await plainly('PUT /up/copy', copy)).toBe(denied);
    await setPolicy(policyOf(write, { Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/other` }));
    expect(await plainly('PUT /up/copy', copy)).toBe('200');
  });
});

describe('conditions', () => {
  const everything = () => ({ Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` });
  const listing = () => ({ Action: 's3:ListBucket', Resource: `arn:aws:s3:::${Bucket}` });

  it('by address', async () => {
    await setPolicy(
      policyOf({ ...everything(), Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } } }),
    );
    expect(await plainly('GET /other')).toBe('200');
    await setPolicy(
      policyOf({ ...everything(), Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
    );
    expect(await plainly('GET /other')).toBe(denied);
  });

  it('by number of keys', async () => {
    await setPolicy(policyOf({ ...listing(), Condition: { NumericLessThanEquals: { 's3:max-keys': '2' } } }));
    expect(await plainly('GET /?max-keys=2')).toBe('200');
    expect(await plainly('GET /?max-keys=3')).toBe(denied);
    expect(await plainly('GET /')).toBe(denied);
  });

  it('by prefix and delimiter', async () => {
    await setPolicy(
      policyOf({
        ...listing(),
        Condition: { StringLike: { 's3:prefix': 'up/*' }, StringEquals: { 's3:delimiter': '/' } },
      }),
    );
    expect(await plainly('GET /?list-type=2&prefix=up/a&delimiter=/')).toBe('200');
    expect(await plainly('GET /?list-type=2&prefix=up/a')).toBe(denied);
    expect(await plainly('GET /?list-type=2&prefix=other&delimiter=/')).toBe(denied);
  });

  it('by Referer', async () => {
    await setPolicy(
      policyOf({ ...everything(), Condition: { StringLike: { 'aws:Referer': 'https://pail.example/*' } } }),
    );
    expect(await plainly('GET /other', { headers: { referer: 'https://pail.example/page' } })).toBe('200');
    expect(await plainly('GET /other')).toBe(denied);
  });

  it('by tag', async () => {
    await owner.send(new PutObjectCommand({ Bucket, Key: 'tagged', Body: 'x', Tagging: 'open=yes' }));
    await setPolicy(
      policyOf({ ...everything(), Condition: { StringEquals: { 's3:ExistingObjectTag/open': 'yes' } } }),
    );
    expect(await plainly('GET /tagged')).toBe('200');
    expect(await plainly('GET /other')).toBe(denied);
  });

  it('of a Deny, which wins, but never over the owner', async () => {
    await setPolicy(
      policyOf(everything(), {
        Effect: 'Deny',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
    expect(await plainly('GET /other')).toBe(denied);
    await setPolicy(policyOf(everything()));
    expect(await plainly('GET /other')).toBe('200');
  });
});

describe('in the profile of MinIO', () => {
  it('a stranger learns which keys there are not, and not which buckets', async () => {
    const minio = await startTestStore({ profile: 'minio' });
    const client = new S3Client({
      endpoint: minio.origin,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: testCredentials,
    });
    await client.send(new CreateBucketCommand({ Bucket: 'pail' }));
    const Policy = policyOf({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::pail/*' });
    await client.send(new PutBucketPolicyCommand({ Bucket: 'pail', Policy }));
    const [key, bucket] = await Promise.all(
      ['/pail/not-there', '/not-there/key'].map(async (path) => (await fetch(minio.origin + path)).status),
    );
    client.destroy();
    await minio.close();
    expect([key, bucket]).toEqual([404, 403]);
  });
});
