import { createHash } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccounts } from '../access/accounts.ts';
import { openMasterKey } from '../encryption/master-key.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

const ann = { accessKeyId: 'ann', secretAccessKey: 'the secret of ann' };
const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
let test: TestStore;
/** Added to the store's clock, in ms. */
let ahead = 0;

const clientOf = (credentials: Keys) =>
  new S3Client({
    endpoint: test.origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials,
    maxAttempts: 1,
    systemClockOffset: ahead,
  });

beforeAll(async () => {
  test = await startTestStore({ users: [ann], now: () => Date.now() + ahead });
  const owner = clientOf(testCredentials);
  for (const Bucket of ['one', 'two']) {
    await owner.send(new CreateBucketCommand({ Bucket }));
    await owner.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'text' }));
  }
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: 'ann' },
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: ['arn:aws:s3:::one', 'arn:aws:s3:::one/*'],
    },
  });
  await owner.send(new PutBucketPolicyCommand({ Bucket: 'one', Policy }));
  owner.destroy();
});

afterAll(() => test.close());

/** POST of a form with a signature for `sts`, as minio's clients send it. */
async function post(keys: Keys, parameters: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    ...parameters,
  }).toString();
  const signer = new SignatureV4({ credentials: keys, region: 'us-east-1', service: 'sts', sha256: Sha256 });
  const { hostname, port, host } = new URL(test.origin);
  const signed = await signer.sign(
    new HttpRequest({
      method: 'POST',
      protocol: 'http:',
      hostname,
      port: Number(port),
      path: '/',
      headers: {
        host,
        'content-type': 'application/x-www-form-urlencoded',
        'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'),
      },
      body,
    }),
    { signingDate: new Date(Date.now() + ahead) },
  );
  const { host: _, ...headers } = signed.headers;
  return fetch(test.origin, { method: 'POST', headers, body });
}

async function assumeRole(keys: Keys, parameters: Record<string, string> = {}): Promise<Required<Keys>> {
  const answer = await post(keys, parameters);
  const text = await answer.text();
  const element = (name: string) =>
    new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1] ?? `no ${name} in ${text}`;
  return {
    accessKeyId: element('AccessKeyId'),
    secretAccessKey: element('SecretAccessKey'),
    sessionToken: element('SessionToken'),
  };
}

const read = (client: S3Client, Bucket: string) => client.send(new GetObjectCommand({ Bucket, Key: 'a' }));
const sessionPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::*/*' }],
});

describe('a session', () => {
  it("of the owner's may do everything", async () => {
    const client = clientOf(await assumeRole(testCredentials));
    expect((await client.send(new ListBucketsCommand({}))).Buckets).toHaveLength(2);
    await client.send(new PutObjectCommand({ Bucket: 'two', Key: 'b', Body: 'more' }));
    expect((await read(client, 'two')).ContentLength).toBe(4);
  });

  it("of a user's may do what the user may", async () => {
    const client = clientOf(await assumeRole(ann));
    expect((await read(client, 'one')).ContentLength).toBe(4);
    await expect(read(client, 'two')).rejects.toMatchObject(denied);
  });

  it('may do no more than its policy allows', async () => {
    const ofOwner = clientOf(await assumeRole(testCredentials, { Policy: sessionPolicy }));
    expect((await read(ofOwner, 'two')).ContentLength).toBe(4);
    await expect(ofOwner.send(new ListObjectsV2Command({ Bucket: 'two' }))).rejects.toMatchObject(denied);
    await expect(ofOwner.send(new ListBucketsCommand({}))).rejects.toMatchObject(denied);
    const put = new PutObjectCommand({ Bucket: 'two', Key: 'c', Body: 'x' });
    await expect(ofOwner.send(put)).rejects.toMatchObject(denied);
    const ofAnn = clientOf(await assumeRole(ann, { Policy: sessionPolicy }));
    expect((await read(ofAnn, 'one')).ContentLength).toBe(4);
    await expect(read(ofAnn, 'two')).rejects.toMatchObject(denied);
    await expect(ofAnn.send(new ListObjectsV2Command({ Bucket: 'one' }))).rejects.toMatchObject(denied);
  });

  it('carries its token in a presigned URL', async () => {
    const keys = await assumeRole(ann);
    const url = await getSignedUrl(clientOf(keys), new GetObjectCommand({ Bucket: 'one', Key: 'a' }));
    expect(new URL(url).searchParams.get('X-Amz-Security-Token')).toBe(keys.sessionToken);
    expect(await (await fetch(url)).text()).toBe('text');
    expect((await fetch(url.replace(/X-Amz-Security-Token=[^&]+/, 'X-Amz-Security-Token=x'))).status).toBe(
      400,
    );
  });

  it('is nothing without its token, or with another', async () => {
    const { sessionToken: _, ...keys } = await assumeRole(ann);
    const { sessionToken } = await assumeRole(ann);
    await expect(read(clientOf(keys), 'one')).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
    await expect(read(clientOf({ ...keys, sessionToken }), 'one')).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });

  it('ends, and its presigned URLs with it', async () => {
    const keys = await assumeRole(ann, { DurationSeconds: '900' });
    const command = new GetObjectCommand({ Bucket: 'one', Key: 'a' });
    const url = await getSignedUrl(clientOf(keys), command, { expiresIn: 3600 });
    ahead = 899_000;
    try {
      expect((await read(clientOf(keys), 'one')).ContentLength).toBe(4);
      ahead = 901_000;
      await expect(read(clientOf(keys), 'one')).rejects.toMatchObject({
        name: 'ExpiredToken',
        $metadata: { httpStatusCode: 400 },
      });
      const answer = await fetch(url);
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('ExpiredToken')]);
    } finally {
      ahead = 0;
    }
  });

  it('outlives a restart: the key in the data folder is all that it takes', async () => {
    const keys = await assumeRole(ann);
    const sessionKey = await openMasterKey(test.dataDir);
    const accounts = openAccounts({ owner: testCredentials, users: [ann], now: Date.now, sessionKey });
    expect(accounts.find(keys.accessKeyId, keys.sessionToken)).toMatchObject({ ...keys, userName: 'ann' });
  });

  it('cannot ask for another', async () => {
    const answer = await post(await assumeRole(testCredentials), {});
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('AccessDenied')]);
  });
});

describe('STS', () => {
  it('can be read by a page of another origin', async () => {
    const preflight = await fetch(test.origin, {
      method: 'OPTIONS',
      headers: { origin: 'http://pail.example', 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([
      204,
      expect.stringContaining('POST'),
    ]);
    const answer = await post(ann, { DurationSeconds: '1' });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([400, '*']);
    expect(await answer.text()).toMatch(/<ErrorResponse .*<Code>ValidationError<.*<RequestId>[0-9A-F]{16}</);
  });

  it('leaves other posts to the root alone', async () => {
    const answer = await fetch(test.origin, { method: 'POST', body: 'x' });
    expect([answer.status, await answer.text()]).toEqual([501, expect.stringContaining('NotImplemented')]);
  });
});
