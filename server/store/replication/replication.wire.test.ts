import { createHash, randomBytes } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteBucketReplicationCommand,
  DeleteObjectCommand,
  GetBucketReplicationCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type ReplicationRule,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parsePolicy } from '../access/parse-policy.ts';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

let test: TestStore;
let client: S3Client;
let count = 0;
let source: string;
let copy: string;

beforeAll(async () => {
  test = await startTestStore();
  client = clientOf(test);
});
afterAll(async () => {
  client.destroy();
  await test.close();
});
beforeEach(() => {
  count += 1;
  [source, copy] = [`source-${count}`, `copy-${count}`];
});

const clientOf = ({ origin }: TestStore) =>
  new S3Client({
    endpoint: origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });

async function versionedBucket(Bucket: string, lock = false): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: lock || undefined }));
  await client.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
}

const ruleTo = (bucket: string, traits: Partial<ReplicationRule> = {}): ReplicationRule => ({
  ID: `to ${bucket}`,
  Status: 'Enabled',
  Priority: 1,
  Filter: { Prefix: '' },
  DeleteMarkerReplication: { Status: 'Disabled' },
  ...traits,
  Destination: { Bucket: `arn:aws:s3:::${bucket}`, ...traits.Destination },
});

const replicate = (...Rules: ReplicationRule[]) =>
  client.send(
    new PutBucketReplicationCommand({
      Bucket: source,
      ReplicationConfiguration: { Role: 'arn:aws:iam::1:role/r', Rules },
    }),
  );

const put = (Key: string, Body: PutObjectCommandInput['Body'], more: Partial<PutObjectCommandInput> = {}) =>
  client.send(new PutObjectCommand({ Bucket: source, Key, Body, ...more }));
const head = (Bucket: string, Key: string, VersionId?: string) =>
  client.send(new HeadObjectCommand({ Bucket, Key, VersionId }));

async function bytesOf(Bucket: string, Key: string, VersionId?: string): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

/** As ids, the current one with a star and a delete marker with a minus. */
async function versionIds(Bucket: string): Promise<string[]> {
  const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
  const star = ({ IsLatest }: { IsLatest?: boolean }) => (IsLatest ? '*' : '');
  return [
    ...Versions.map((version) => `${version.VersionId}${star(version)}`),
    ...DeleteMarkers.map((marker) => `-${marker.VersionId}${star(marker)}`),
  ].sort();
}

describe('the configuration', () => {
  it('is put, answered and deleted', async () => {
    await versionedBucket(source);
    await versionedBucket(copy);
    const rules = [
      ruleTo(copy, { Priority: 2, Filter: { And: { Prefix: 'a', Tags: [{ Key: 'k', Value: 'v' }] } } }),
      ruleTo(copy, {
        ID: 'other',
        Status: 'Disabled',
        Destination: { Bucket: `arn:aws:s3:::${copy}`, StorageClass: 'REDUCED_REDUNDANCY' },
      }),
    ];
    await replicate(...rules);
    const answer = await client.send(new GetBucketReplicationCommand({ Bucket: source }));
    expect(answer.ReplicationConfiguration).toEqual({ Role: 'arn:aws:iam::1:role/r', Rules: rules });

    await expect(
      client.send(
        new PutBucketVersioningCommand({ Bucket: source, VersioningConfiguration: { Status: 'Suspended' } }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidBucketState' });
    await client.send(new DeleteBucketReplicationCommand({ Bucket: source }));
    await expect(client.send(new GetBucketReplicationCommand({ Bucket: source }))).rejects.toMatchObject({
      name: 'ReplicationConfigurationNotFoundError',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it.each([
    {
      title: 'a source without versions',
      prepare: () =>
        client.send(new CreateBucketCommand({ Bucket: source })).then(() => versionedBucket(copy)),
    },
    {
      title: 'a destination without versions',
      prepare: () =>
        versionedBucket(source).then(() => client.send(new CreateBucketCommand({ Bucket: copy }))),
    },
    { title: 'a destination that is not there', prepare: () => versionedBucket(source) },
    { title: 'a destination that is the source', prepare: () => versionedBucket(source), to: () => source },
    {
      title: 'a destination without the Object Lock of the source',
      prepare: () => versionedBucket(source, true).then(() => versionedBucket(copy)),
    },
  ])('with $title is refused', async ({ prepare, to = () => copy }) => {
    await prepare();
    await expect(replicate(ruleTo(to()))).rejects.toMatchObject({
      name: 'InvalidRequest',
      $metadata: { httpStatusCode: 400 },
    });
    await expect(client.send(new GetBucketReplicationCommand({ Bucket: source }))).rejects.toThrow();
  });
});

describe('an object', () => {
  it('comes to the other bucket with all that belongs to it', async () => {
    await versionedBucket(source);
    await versionedBucket(copy);
    await replicate(
      ruleTo(copy, { Destination: { Bucket: `arn:aws:s3:::${copy}`, StorageClass: 'REDUCED_REDUNDANCY' } }),
    );
    const body = randomBytes(100_000);
    const { VersionId } = await put('folder/a ü', body, {
      ContentType: 'image/x-test',
      CacheControl: 'no-cache',
      Metadata: { colour: 'red' },
      Tagging: 'k=v',
    });
    await test.store.replicationIdle();
    const from = await head(source, 'folder/a ü');
    expect(from.ReplicationStatus).toBe('COMPLETED');
    const replica = await head(copy, 'folder/a ü');
    expect(replica).toMatchObject({
      VersionId,
      ReplicationStatus: 'REPLICA',
      ETag: from.ETag,
      LastModified: from.LastModified,
      ContentType: 'image/x-test',
      CacheControl: 'no-cache',
      Metadata: { colour: 'red' },
      StorageClass: 'REDUCED_REDUNDANCY',
    });
    expect((await bytesOf(copy, 'folder/a ü')).equals(body)).toBe(true);
    const { TagSet } = await client.send(new GetObjectTaggingCommand({ Bucket: copy, Key: 'folder/a ü' }));
    expect(TagSet).toEqual([{ Key: 'k', Value: 'v' }]);

    // The copy has files of its own.
    await client.send(new DeleteObjectCommand({ Bucket: source, Key: 'folder/a ü', VersionId }));
    expect((await bytesOf(copy, 'folder/a ü')).equals(body)).toBe(true);
  });

  it('of several parts, or of none, comes as it is', async () => {
    await versionedBucket(source);
    await versionedBucket(copy);
    await replicate(ruleTo(copy));
    const [one, two] = [randomBytes(5 * 2 ** 20), randomBytes(1000)];
    const { UploadId } = await client.send(
      new CreateMultipartUploadCommand({ Bucket: source, Key: 'parts' }),
    );
    const Parts = [];
    for (const [index, Body] of [one, two].entries()) {
      const PartNumber = index + 1;
      const part = { Bucket: source, Key: 'parts', UploadId, PartNumber };
      const { ETag } = await client.send(new UploadPartCommand({ ...part, Body }));
      Parts.push({ ETag, PartNumber });
    }
    const done = await client.send(
      new CompleteMultipartUploadCommand({
        Bucket: source,
        Key: 'parts',
        UploadId,
        MultipartUpload: { Parts },
      }),
    );
    await put('empty', '');
    await test.store.replicationIdle();
    expect(await head(copy, 'parts')).toMatchObject({ ETag: done.ETag, VersionId: done.VersionId });
    const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(sum(await bytesOf(copy, 'parts'))).toBe(sum(Buffer.concat([one, two])));
    expect((await bytesOf(copy, 'empty')).length).toBe(0);
  });

  it('that is encrypted by the store stays so, and one of a customer is not replicated', async () => {
    await versionedBucket(source);
    await versionedBucket(copy);
    await replicate(ruleTo(copy));
    await put('ours', 'secret', { ServerSideEncryption: 'AES256' });
    const key = randomBytes(32);
    const customer = {
      SSECustomerAlgorithm: 'AES256',
      SSECustomerKey: key.toString('base64'),
      SSECustomerKeyMD5: createHash('md5').update(key).digest('base64'),
    };
    await put('theirs', 'secret', customer);
    await test.store.replicationIdle();
    expect(await head(copy, 'ours')).toMatchObject({
      ServerSideEncryption: 'AES256',
      ReplicationStatus: 'REPLICA',
    });
    expect((await bytesOf(copy, 'ours')).toString()).toBe('secret');
    const theirs = await client.send(new HeadObjectCommand({ Bucket: source, Key: 'theirs', ...customer }));
    expect(theirs.ReplicationStatus).toBeUndefined();
    await expect(head(copy, 'theirs')).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('keeps its lock', async () => {
    await versionedBucket(source, true);
    await versionedBucket(copy, true);
    await replicate(ruleTo(copy));
    const ObjectLockRetainUntilDate = new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000);
    await put('a', 'a', { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate });
    await test.store.replicationIdle();
    expect(await head(copy, 'a')).toMatchObject({ ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate });
  });

  it('of other keys, or from before the rule, stays where it is', async () => {
    await versionedBucket(source);
    await versionedBucket(copy);
    await put('logs/before', 'x');
    await replicate(ruleTo(copy, { Filter: { Prefix: 'logs/' } }));
    await put('data/a', 'x');
    await put('logs/a', 'x');
    await test.store.replicationIdle();
    expect(await versionIds(copy)).toHaveLength(1);
    expect((await head(source, 'data/a')).ReplicationStatus).toBeUndefined();
    expect((await head(source, 'logs/before')).ReplicationStatus).toBeUndefined();
  });

  it('from before a rule that asks for it is copied, with all its versions', async () => {
    await versionedBucket(source);
    await versionedBucket(copy);
    // More than one step takes.
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 60 }, (_, index) => put(`key-${index}`, `body ${round}`)));
    }
    await replicate(ruleTo(copy, { ExistingObjectReplication: { Status: 'Enabled' } }));
    await test.store.replicationIdle();
    const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket: copy }));
    expect(Versions).toHaveLength(300);
    expect(await versionIds(copy)).toEqual(await versionIds(source));
    expect((await bytesOf(copy, 'key-59')).toString()).toBe('body 4');
    expect((await head(source, 'key-0')).ReplicationStatus).toBe('COMPLETED');
  }, 60_000);

  it('goes to every destination, and from none of them further', async () => {
    const third = `third-${count}`;
    const fourth = `fourth-${count}`;
    for (const bucket of [source, copy, third, fourth]) await versionedBucket(bucket);
    await replicate(ruleTo(copy), ruleTo(third, { Priority: 2 }));
    const rules = [ruleTo(source), ruleTo(fourth, { Priority: 2 })];
    await client.send(
      new PutBucketReplicationCommand({
        Bucket: copy,
        ReplicationConfiguration: { Role: 'r', Rules: rules },
      }),
    );
    await put('a', 'a');
    await test.store.replicationIdle();
    expect(await versionIds(copy)).toEqual(await versionIds(source));
    expect(await versionIds(third)).toEqual(await versionIds(source));
    expect(await versionIds(fourth)).toEqual([]);
    expect((await head(source, 'a')).ReplicationStatus).toBe('COMPLETED');
  });

  it('fails where the destination is gone, and reaches the others all the same', async () => {
    const third = `third-${count}`;
    for (const bucket of [source, copy, third]) await versionedBucket(bucket);
    await replicate(ruleTo(copy), ruleTo(third, { Priority: 2 }));
    await client.send(new DeleteBucketCommand({ Bucket: copy }));
    const files = await test.countFiles();
    const { VersionId } = await put('a', 'a');
    await test.store.replicationIdle();
    expect((await head(source, 'a')).ReplicationStatus).toBe('FAILED');
    expect(await versionIds(third)).toEqual([`${VersionId}*`]);
    await expect.poll(() => test.countFiles()).toBe(files + 2);
  });

  it('that is gone before it was copied leaves nothing behind', async () => {
    await versionedBucket(source);
    await versionedBucket(copy);
    await replicate(ruleTo(copy));
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const { VersionId } = await put(`k${index}`, 'a');
        await client.send(new DeleteObjectCommand({ Bucket: source, Key: `k${index}`, VersionId }));
      }),
    );
    await test.store.replicationIdle();
    expect(await versionIds(source)).toEqual([]);
    // Each was copied or not; none is half there.
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: copy }));
    for (const { Key = '', VersionId } of Versions) {
      expect((await bytesOf(copy, Key, VersionId)).toString()).toBe('a');
    }
  });
});

describe('a delete marker', () => {
  it('is copied where the rule asks for it', async () => {
    await versionedBucket(source);
    await versionedBucket(copy);
    await replicate(ruleTo(copy, { DeleteMarkerReplication: { Status: 'Enabled' } }));
    await put('a', 'a');
    await client.send(new DeleteObjectCommand({ Bucket: source, Key: 'a' }));
    await test.store.replicationIdle();
    expect(await versionIds(copy)).toEqual(await versionIds(source));
    expect(await versionIds(copy)).toHaveLength(2);
  });

  it('stays where the rule does not', async () => {
    await versionedBucket(source);
    await versionedBucket(copy);
    await replicate(ruleTo(copy));
    const { VersionId } = await put('a', 'a');
    await client.send(new DeleteObjectCommand({ Bucket: source, Key: 'a' }));
    await test.store.replicationIdle();
    expect(await versionIds(copy)).toEqual([`${VersionId}*`]);
  });
});

it('the order of versions is that of the source, whatever comes first', async () => {
  await versionedBucket(source);
  await versionedBucket(copy);
  await replicate(ruleTo(copy));
  for (let round = 0; round < 30; round += 1) await put('a', `${round}`);
  await test.store.replicationIdle();
  expect(await versionIds(copy)).toEqual(await versionIds(source));
  expect((await bytesOf(copy, 'a')).toString()).toBe('29');
});

it('nobody has objects copied from or to where they may not read or write', async () => {
  const policy = (buckets: string[]) =>
    parsePolicy(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 's3:*',
            Resource: buckets.flatMap((name) => [name, `${name}/*`]).map((name) => `arn:aws:s3:::${name}`),
          },
        ],
      }),
      'identity',
    );
  const both = { accessKeyId: 'both', secretAccessKey: 'secret-of-both', policy: policy(['from', 'dest']) };
  const half = { accessKeyId: 'half', secretAccessKey: 'secret-of-half', policy: policy(['from']) };
  const other = await startTestStore({ users: [both, half] });
  const as = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
    new S3Client({
      endpoint: other.origin,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials,
      maxAttempts: 1,
    });
  const owner = as(testCredentials);
  for (const Bucket of ['from', 'dest']) {
    await owner.send(new CreateBucketCommand({ Bucket }));
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await owner.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }
  const ReplicationConfiguration = { Role: 'r', Rules: [ruleTo('dest')] };
  const command = new PutBucketReplicationCommand({ Bucket: 'from', ReplicationConfiguration });
  await expect(as(half).send(command)).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(owner.send(new GetBucketReplicationCommand({ Bucket: 'from' }))).rejects.toMatchObject({
    name: 'ReplicationConfigurationNotFoundError',
  });
  await as(both).send(command);
  await owner.send(new PutObjectCommand({ Bucket: 'from', Key: 'a', Body: 'a' }));
  await other.store.replicationIdle();
  const replica = await owner.send(new HeadObjectCommand({ Bucket: 'dest', Key: 'a' }));
  expect(replica.ReplicationStatus).toBe('REPLICA');
  await other.close();
});

describe('with the habits of minio', () => {
  it('ARNs of its own are taken, and statuses are its own', async () => {
    const other = await startTestStore({ profile: 'minio' });
    const send = (method: string, url: string, body = '') => rawRequest(other, { method, url, body });
    const versioning = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
    for (const bucket of ['from', 'dest']) {
      await send('PUT', `/${bucket}`);
      await send('PUT', `/${bucket}?versioning`, versioning);
    }
    const document = (arn: string) =>
      `<ReplicationConfiguration><Role></Role><Rule><Status>Enabled</Status><DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication><Destination><Bucket>${arn}</Bucket></Destination></Rule></ReplicationConfiguration>`;
    const none = await send('DELETE', '/from?replication');
    expect([none.status, none.body]).toEqual([
      404,
      expect.stringContaining('XMinioAdminRemoteTargetNotFoundError'),
    ]);
    const unknown = await send('PUT', '/from?replication', document('arn:minio:replication::id:nowhere'));
    expect([unknown.status, unknown.body]).toEqual([
      404,
      expect.stringContaining('XMinioAdminRemoteTargetNotFoundError'),
    ]);
    expect((await send('PUT', '/from?replication', document('arn:minio:replication::id:dest'))).status).toBe(
      200,
    );
    await send('PUT', '/from/a', 'hello');
    await other.store.replicationIdle();
    const replica = await send('GET', '/dest/a');
    expect([replica.body, replica.headers['x-amz-replication-status']]).toEqual(['hello', 'REPLICA']);
    expect((await send('DELETE', '/from?replication')).status).toBe(200);
    await other.close();
  });
});
