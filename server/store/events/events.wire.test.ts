import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  type Event,
  GetBucketNotificationConfigurationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type NotificationConfiguration,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../store.ts';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { freePort, startWebhookReceiver, type WebhookReceiver } from './testing/webhook-receiver.ts';

const queueArn = 'arn:minio:sqs::hook:webhook';
const topicArn = 'arn:aws:sns:us-east-1:123456789012:hook';
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:hook';
let receiver: WebhookReceiver;
let test: TestStore;
let client: S3Client;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  test = await startTestStore({ webhooks: [{ name: 'hook', url: receiver.url }] });
  client = clientOf(test.origin);
});

afterAll(async () => {
  client.destroy();
  await test.close();
  await receiver.close();
});

function clientOf(endpoint: string): S3Client {
  return new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });
}

async function bucketOf(
  name: string,
  configuration?: NotificationConfiguration,
  versioning?: 'Enabled',
): Promise<string> {
  await client.send(new CreateBucketCommand({ Bucket: name }));
  if (versioning !== undefined) {
    const VersioningConfiguration = { Status: versioning };
    await client.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }));
  }
  if (configuration !== undefined) await notify(name, configuration);
  return name;
}

const notify = (Bucket: string, NotificationConfiguration: NotificationConfiguration) =>
  client.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));

const queueFor = (...Events: string[]): NotificationConfiguration => ({
  QueueConfigurations: [{ QueueArn: queueArn, Events: Events as Event[] }],
});

const put = (Bucket: string, Key: string, Body = 'hello') =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/plain' }));

/** Name and key of all that was delivered of a bucket. */
const deliveredOf = (bucket: string) =>
  receiver.received
    .filter(({ body }) => body.Key.startsWith(`${bucket}/`))
    .map(({ body }) => `${body.EventName} ${body.Key.slice(bucket.length + 1)}`);

describe('the configuration', () => {
  it('is given back as it was put, with Ids', async () => {
    const Bucket = await bucketOf('kept');
    const Events: Event[] = ['s3:ObjectCreated:*', 's3:ObjectRemoved:Delete'];
    await notify(Bucket, {
      QueueConfigurations: [
        {
          Id: 'mine',
          QueueArn: queueArn,
          Events,
          Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'a & b/' }] } },
        },
      ],
      TopicConfigurations: [{ TopicArn: topicArn, Events: ['s3:ObjectTagging:*'] }],
      LambdaFunctionConfigurations: [{ LambdaFunctionArn: functionArn, Events: ['s3:ObjectCreated:Copy'] }],
    });
    const answer = await client.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(answer.QueueConfigurations).toEqual([
      {
        Id: 'mine',
        QueueArn: queueArn,
        Events,
        Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'a & b/' }] } },
      },
    ]);
    expect(answer.TopicConfigurations).toEqual([
      { Id: expect.stringMatching(/./), TopicArn: topicArn, Events: ['s3:ObjectTagging:*'] },
    ]);
    expect(answer.LambdaFunctionConfigurations).toMatchObject([
      { LambdaFunctionArn: functionArn, Events: ['s3:ObjectCreated:Copy'] },
    ]);

    await notify(Bucket, {});
    const { $metadata, ...emptied } = await client.send(
      new GetBucketNotificationConfigurationCommand({ Bucket }),
    );
    expect($metadata.httpStatusCode).toBe(200);
    expect(emptied).toEqual({});
  });

  it('is refused with what the store cannot keep, and what was there stays', async () => {
    const Bucket = await bucketOf('refused', queueFor('s3:ObjectCreated:Put'));
    await expect(
      notify(Bucket, {
        QueueConfigurations: [{ QueueArn: 'arn:minio:sqs::no:webhook', Events: ['s3:ObjectCreated:*'] }],
      }),
    ).rejects.toMatchObject({ name: 'InvalidArgument', $metadata: { httpStatusCode: 400 } });
    await expect(notify(Bucket, queueFor('s3:Nothing'))).rejects.toMatchObject({ name: 'InvalidArgument' });
    expect(
      await rawRequest(test, { method: 'PUT', url: `/${Bucket}?notification`, body: '<x' }),
    ).toMatchObject({
      status: 400,
      body: expect.stringContaining('<Code>MalformedXML</Code>'),
    });
    expect(await client.send(new GetBucketNotificationConfigurationCommand({ Bucket }))).toMatchObject({
      QueueConfigurations: [{ Events: ['s3:ObjectCreated:Put'] }],
    });
  });

  it('needs a bucket', async () => {
    await expect(notify('nowhere', {})).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(
      client.send(new GetBucketNotificationConfigurationCommand({ Bucket: 'nowhere' })),
    ).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('goes with its bucket', async () => {
    const Bucket = await bucketOf('again', queueFor('s3:ObjectCreated:*'));
    await client.send(new DeleteBucketCommand({ Bucket }));
    await bucketOf('again');
    const answer = await client.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(answer.QueueConfigurations).toBeUndefined();
  });
});

describe('a webhook', () => {
  it('is told of everything that happens, in order', async () => {
    const Bucket = await bucketOf(
      'told',
      queueFor('s3:ObjectCreated:*', 's3:ObjectRemoved:*', 's3:ObjectAccessed:Head'),
    );
    await put(Bucket, 'a b');
    await client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/a%20b` }));
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
    const part = { Bucket, Key: 'parts', UploadId, PartNumber: 1 };
    const { ETag } = await client.send(new UploadPartCommand({ ...part, Body: 'part' }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key: 'parts', UploadId, MultipartUpload }),
    );
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'copy' }));
    await expect
      .poll(() => deliveredOf(Bucket))
      .toEqual([
        's3:ObjectCreated:Put a b',
        's3:ObjectCreated:Copy copy',
        's3:ObjectCreated:CompleteMultipartUpload parts',
        's3:ObjectRemoved:Delete copy',
      ]);
    expect(receiver.received.find(({ body }) => body.Key === `${Bucket}/a b`)?.body.Records).toMatchObject([
      {
        eventSource: 'minio:s3',
        awsRegion: 'us-east-1',
        userIdentity: { principalId: testCredentials.accessKeyId },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-minio-origin-endpoint': test.origin },
        s3: { bucket: { name: Bucket }, object: { key: 'a+b', size: 5, contentType: 'text/plain' } },
        source: { userAgent: expect.stringContaining('aws-sdk-js') },
      },
    ]);
  });

  it('is told of reads that it asks for', async () => {
    const Bucket = await bucketOf('read', queueFor('s3:ObjectAccessed:*'));
    await put(Bucket, 'a');
    await client.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    await Body?.transformToString();
    await expect
      .poll(() => deliveredOf(Bucket))
      .toEqual(['s3:ObjectAccessed:Head a', 's3:ObjectAccessed:Get a']);
  });

  it('is told of what its filter lets through, once, and of nothing after the last configuration went', async () => {
    const filtered = (Name: 'prefix' | 'suffix', Value: string) => ({
      Events: ['s3:ObjectCreated:Put'] as Event[],
      Filter: { Key: { FilterRules: [{ Name, Value }] } },
    });
    const Bucket = await bucketOf('filtered', {
      QueueConfigurations: [{ QueueArn: queueArn, ...filtered('prefix', 'img/') }],
      TopicConfigurations: [{ TopicArn: topicArn, ...filtered('suffix', '.png') }],
      LambdaFunctionConfigurations: [{ LambdaFunctionArn: functionArn, ...filtered('prefix', 'f/') }],
    });
    for (const key of ['img/a.txt', 'b.png', 'c', 'img/d.png', 'f/e']) await put(Bucket, key);
    await notify(Bucket, {});
    await put(Bucket, 'img/later.png');
    const marker = await bucketOf('marker', queueFor('s3:ObjectCreated:*'));
    await put(marker, 'x');
    await expect.poll(() => deliveredOf(marker)).toHaveLength(1);
    expect(deliveredOf(Bucket)).toEqual(
      ['img/a.txt', 'b.png', 'img/d.png', 'f/e'].map((key) => `s3:ObjectCreated:Put ${key}`),
    );
  });

  it('is told which version it was', async () => {
    const Bucket = await bucketOf(
      'versions',
      queueFor('s3:ObjectCreated:*', 's3:ObjectRemoved:*'),
      'Enabled',
    );
    const { VersionId: made } = await put(Bucket, 'a');
    const { VersionId: marked } = await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: made }));
    await expect
      .poll(() => deliveredOf(Bucket))
      .toEqual([
        's3:ObjectCreated:Put a',
        's3:ObjectRemoved:DeleteMarkerCreated a',
        's3:ObjectRemoved:Delete a',
      ]);
    const versions = receiver.received
      .filter(({ body }) => body.Key === `${Bucket}/a`)
      .map(({ body }) => body.Records[0]?.s3.object.versionId);
    expect(versions).toEqual([made, marked, made]);
  });

  it('is told nothing of what failed', async () => {
    const Bucket = await bucketOf('failed', queueFor('s3:ObjectCreated:*'));
    await expect(
      client.send(
        new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }),
      ),
    ).rejects.toMatchObject({ name: 'BadDigest' });
    await put(Bucket, 'b');
    await expect.poll(() => deliveredOf(Bucket)).toEqual(['s3:ObjectCreated:Put b']);
  });
});

it('a webhook is told of what happened before it was there, also by a store that was closed and opened again', async () => {
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'pail-events-'));
  const webhooks = [{ name: 'hook', url: `http://127.0.0.1:${port}/` }];
  const options = { dataDir, credentials: testCredentials, webhooks };
  const before = await openStore(options);
  const server = createServer((req, res) => before.handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const there = clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const Bucket = 'backlog';
  await there.send(new CreateBucketCommand({ Bucket }));
  const NotificationConfiguration = queueFor('s3:ObjectCreated:*');
  await there.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
  const keys = ['a', 'b', 'c'];
  for (const Key of keys) await there.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  there.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await before.close();

  const late = await startWebhookReceiver([], port);
  const after = await openStore(options);
  try {
    await expect.poll(() => late.taken()).toEqual(keys.map((key) => `${Bucket}/${key}`));
  } finally {
    await after.close();
    await late.close();
    await rm(dataDir, { recursive: true });
  }
});

it('as MinIO has it, there are queues alone, and Ids stay as they are', async () => {
  const minio = await startTestStore({ profile: 'minio', webhooks: [{ name: 'hook', url: receiver.url }] });
  const there = clientOf(minio.origin);
  try {
    const Bucket = 'in-minio';
    await there.send(new CreateBucketCommand({ Bucket }));
    const put = (body: string) =>
      rawRequest(minio, {
        method: 'PUT',
        url: `/${Bucket}?notification`,
        body: body && `<NotificationConfiguration>${body}</NotificationConfiguration>`,
      });
    const event = '<Event>s3:ObjectCreated:*</Event>';
    expect(
      await put(`<TopicConfiguration>${event}<Topic>${topicArn}</Topic></TopicConfiguration>`),
    ).toMatchObject({
      status: 400,
      body: expect.stringContaining('<Code>UnsupportedNotification</Code>'),
    });
    expect(await put('')).toMatchObject({ status: 411 });
    expect(
      await put(`<QueueConfiguration>${event}<Queue>${queueArn}</Queue></QueueConfiguration>`),
    ).toMatchObject({ status: 200, body: '' });
    const kept = await rawRequest(minio, { url: `/${Bucket}?notification` });
    expect(kept.body).toContain(
      `<QueueConfiguration><Id></Id>${event}<Queue>${queueArn}</Queue></QueueConfiguration>`,
    );
  } finally {
    there.destroy();
    await minio.close();
  }
});
