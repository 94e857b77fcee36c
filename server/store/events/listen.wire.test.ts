import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Client as MinioClient } from 'minio';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest, signedHeaders } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

let test: TestStore;
let client: S3Client;
const open: AbortController[] = [];

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

afterEach(() => {
  for (const controller of open.splice(0)) controller.abort();
});

afterAll(async () => {
  client.destroy();
  await test.close();
});

interface Listening {
  response: Response;
  /** All that came yet, as it came. */
  text(): string;
  /** Name and key of each event that came yet. */
  events(): string[];
  ended: Promise<void>;
  leave(): void;
}

/** Resolves when the status and the first byte are there. */
async function listen(url: string, store: Pick<TestStore, 'port' | 'origin'> = test): Promise<Listening> {
  const controller = new AbortController();
  open.push(controller);
  const { host: _, ...headers } = signedHeaders(store, { url });
  const response = await fetch(store.origin + url, { headers, signal: controller.signal });
  let text = '';
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  })().catch(() => {});
  await expect.poll(() => text).not.toBe('');
  return {
    response,
    text: () => text,
    ended,
    leave: () => controller.abort(),
    events: () =>
      text
        .split('\n')
        .slice(0, -1)
        .flatMap((line) => JSON.parse(line).Records ?? [])
        .map((record) => `${record.eventName} ${record.s3.bucket.name}/${record.s3.object.key}`),
  };
}

async function bucketOf(name: string): Promise<string> {
  await client.send(new CreateBucketCommand({ Bucket: name }));
  return name;
}

const put = (Bucket: string, Key: string) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body: 'hello' }));

describe('listening to a bucket', () => {
  it('begins at once and tells what happens, as it happens', async () => {
    const Bucket = await bucketOf('live');
    const listening = await listen(
      `/${Bucket}?events=s3%3AObjectAccessed%3A%2A&events=s3%3AObjectCreated%3A%2A&events=s3%3AObjectRemoved%3A%2A`,
    );
    expect(listening.response.status).toBe(200);
    expect(Object.fromEntries(listening.response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
      'transfer-encoding': 'chunked',
    });
    expect(listening.text()).toMatch(/^ +$/);
    await put(Bucket, 'a b/ü');
    await expect.poll(listening.events).toEqual(['s3:ObjectCreated:Put live/a b/ü']);
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'a b/ü' }));
    await Body?.transformToString();
    await expect.poll(listening.events).toContain('s3:ObjectAccessed:Get live/a b/ü');
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a b/ü' }));
    await expect.poll(listening.events).toContain('s3:ObjectRemoved:Delete live/a b/ü');
    expect(listening.text()).not.toContain('null');
  });

  it('hears what prefix, suffix and names let through', async () => {
    const Bucket = await bucketOf('choosy');
    const listening = await listen(`/${Bucket}?events=s3%3AObjectCreated%3APut&prefix=img%2F&suffix=.png`);
    for (const key of ['a.png', 'img/b.txt', 'img/c.png']) await put(Bucket, key);
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'img/c.png' }));
    await put(Bucket, 'img/last.png');
    await expect
      .poll(listening.events)
      .toEqual(['s3:ObjectCreated:Put choosy/img/c.png', 's3:ObjectCreated:Put choosy/img/last.png']);
  });

  it('is kept alive by empty lines where a ping is asked for', async () => {
    const Bucket = await bucketOf('pinged');
    const listening = await listen(`/${Bucket}?events=s3%3AObjectCreated%3A%2A&ping=1`);
    await expect.poll(listening.text, { timeout: 10_000 }).toMatch(/^(?:\{"Records":null\}\n){2}/);
    await put(Bucket, 'a');
    await expect.poll(listening.events).toEqual(['s3:ObjectCreated:Put pinged/a']);
  });

  it.each([
    ['/errors?events=s3%3ANothing', 400, 'InvalidArgument'],
    ['/errors?events=s3%3AObjectCreated%3A%2A&prefix=a&prefix=b', 400, 'InvalidArgument'],
    ['/errors?events=s3%3AObjectCreated%3A%2A&ping=0', 400, 'AuthorizationQueryParametersError'],
    ['/no-such-bucket?events=s3%3AObjectCreated%3A%2A', 404, 'NoSuchBucket'],
  ])('is refused before it begins: %s', async (url, status, code) => {
    const answer = await rawRequest(test, { url });
    expect(answer).toMatchObject({ status, body: expect.stringContaining(`<Code>${code}</Code>`) });
  });

  it('is nothing for everybody', async () => {
    const url = '/live?events=s3%3AObjectCreated%3A%2A';
    expect(await rawRequest(test, { url, signed: false })).toMatchObject({ status: 403 });
  });
});

it('listening to all buckets hears of the buckets, too', async () => {
  const listening = await listen(
    '/?events=s3%3ABucketCreated%3A%2A&events=s3%3ABucketRemoved%3A%2A&events=s3%3AObjectCreated%3A%2A',
  );
  const Bucket = await bucketOf('passing');
  await put(Bucket, 'a');
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  await client.send(new DeleteBucketCommand({ Bucket }));
  await expect
    .poll(listening.events)
    .toEqual([
      's3:BucketCreated:* passing/',
      's3:ObjectCreated:Put passing/a',
      's3:BucketRemoved:* passing/',
    ]);
});

it('many listeners come and go, and the others stay', async () => {
  const Bucket = await bucketOf('coming-and-going');
  const url = `/${Bucket}?events=s3%3AObjectCreated%3A%2A`;
  const [first, second, third] = await Promise.all([listen(url), listen(url), listen(url)]);
  await put(Bucket, 'a');
  for (const listening of [first, second, third]) {
    await expect.poll(listening.events).toEqual([`s3:ObjectCreated:Put ${Bucket}/a`]);
  }
  second.leave();
  await second.ended;
  await put(Bucket, 'b');
  for (const listening of [first, third]) await expect.poll(listening.events).toHaveLength(2);
  expect(second.events()).toHaveLength(1);
});

it('ends when the store closes', async () => {
  const other = await startTestStore();
  try {
    const listening = await listen('/?events=s3%3AObjectCreated%3A%2A', other);
    await other.store.close();
    await listening.ended;
    expect(listening.events()).toEqual([]);
  } finally {
    await other.close();
  }
});

it('works for a client of MinIO', async () => {
  const Bucket = await bucketOf('minio-js');
  const minio = new MinioClient({
    endPoint: '127.0.0.1',
    port: test.port,
    useSSL: false,
    accessKey: testCredentials.accessKeyId,
    secretKey: testCredentials.secretAccessKey,
    region: 'us-east-1',
  });
  const poller = minio.listenBucketNotification(Bucket, 'img/', '.png', [
    's3:ObjectCreated:*',
    's3:ObjectRemoved:*',
  ]);
  const heard: string[] = [];
  // Its declarations call a record unknown.
  poller.on('notification', (record: unknown) => {
    const { eventName, s3 } = record as { eventName: string; s3: { object: { key: string } } };
    heard.push(`${eventName} ${s3.object.key}`);
  });
  try {
    // When its request has arrived is its own secret, and what happened before is not told.
    await expect
      .poll(async () => {
        await put(Bucket, 'img/a.png');
        return heard.length;
      })
      .toBeGreaterThan(0);
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'img/a.png' }));
    await expect.poll(() => heard.at(-1)).toBe('s3:ObjectRemoved:Delete img/a.png');
    expect(heard[0]).toBe('s3:ObjectCreated:Put img/a.png');
  } finally {
    poller.stop();
  }
});
