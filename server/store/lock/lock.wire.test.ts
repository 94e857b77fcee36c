import { createHash } from 'node:crypto';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  type ObjectLockRetention,
  type ObjectLockRule,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RawRequest, rawRequest, signedHeaders } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

const start = Date.parse('2026-05-01T10:00:00Z');
const day = 86_400_000;
const fromNow = (days: number) => new Date(now + days * day);
const clientOf = (store: TestStore) =>
  new S3Client({
    endpoint: store.origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
    // The store's clock is the test's.
    systemClockOffset: now - Date.now(),
  });

let now = start;
let test: TestStore;
let client: S3Client;
let count = 0;

beforeAll(async () => {
  test = await startTestStore({ now: () => now });
  client = clientOf(test);
});

afterAll(async () => {
  client.destroy();
  await test.close();
});

async function lockedBucket(): Promise<string> {
  count += 1;
  const Bucket = `locked-${count}`;
  await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  return Bucket;
}

async function put(Bucket: string, rest: Partial<PutObjectCommandInput> = {}): Promise<string> {
  const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...rest }));
  return VersionId ?? '';
}

const retain = (Bucket: string, Retention: ObjectLockRetention, BypassGovernanceRetention?: boolean) =>
  client.send(new PutObjectRetentionCommand({ Bucket, Key: 'k', Retention, BypassGovernanceRetention }));

const raw = (store: TestStore, request: RawRequest) =>
  rawRequest(store, { ...request, headers: signedHeaders(store, request, now), signed: false });

const refusal = (name: string, httpStatusCode: number) => ({ name, $metadata: { httpStatusCode } });
const denied = refusal('AccessDenied', 403);

describe('a bucket with Object Lock', () => {
  it('is told of its default retention, and gives it to what is made without one', async () => {
    const Bucket = await lockedBucket();
    const configuration = async () =>
      (await client.send(new GetObjectLockConfigurationCommand({ Bucket }))).ObjectLockConfiguration;
    expect(await configuration()).toEqual({ ObjectLockEnabled: 'Enabled' });
    const configure = (Rule?: ObjectLockRule) =>
      client.send(
        new PutObjectLockConfigurationCommand({
          Bucket,
          ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule },
        }),
      );
    const Rule: ObjectLockRule = { DefaultRetention: { Mode: 'GOVERNANCE', Days: 3 } };
    await configure(Rule);
    expect(await configuration()).toEqual({ ObjectLockEnabled: 'Enabled', Rule });

    await put(Bucket, { ObjectLockLegalHoldStatus: 'ON' });
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).toMatchObject({
      ObjectLockMode: 'GOVERNANCE',
      ObjectLockRetainUntilDate: fromNow(3),
      ObjectLockLegalHoldStatus: 'ON',
    });
    await put(Bucket, { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: fromNow(1) });
    expect(await client.send(new GetObjectCommand({ Bucket, Key: 'k' }))).toMatchObject({
      ObjectLockMode: 'COMPLIANCE',
      ObjectLockRetainUntilDate: fromNow(1),
    });
    await configure();
    expect(await configuration()).toEqual({ ObjectLockEnabled: 'Enabled' });
    await put(Bucket);
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).ObjectLockMode).toBeUndefined();
    await expect(configure({ DefaultRetention: { Mode: 'GOVERNANCE', Days: 0 } })).rejects.toMatchObject(
      refusal('InvalidRetentionPeriod', 400),
    );
  });

  it.each([
    ['true', 200, 200],
    ['TRUE', 200, 200],
    ['false', 200, 404],
    ['maybe', 400, 404],
  ])('is made by the header %s: %i', async (value, made, configured) => {
    const url = `/made-${value.toLowerCase()}-${value.charCodeAt(0)}`;
    const headers = { 'x-amz-bucket-object-lock-enabled': value };
    const answer = await raw(test, { method: 'PUT', url, headers });
    expect(answer.status).toBe(made);
    expect((await raw(test, { url: `${url}?object-lock` })).status).toBe(configured);
  });

  it('keeps versions of everything', async () => {
    const Bucket = await lockedBucket();
    await expect(
      client.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
      ),
    ).rejects.toMatchObject(refusal('InvalidBucketState', 409));
    const locked = await put(Bucket, { ObjectLockLegalHoldStatus: 'ON' });
    await put(Bucket, { Body: 'newer' });
    const { DeleteMarker } = await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(DeleteMarker).toBe(true);
    const kept = await client.send(new GetObjectCommand({ Bucket, Key: 'k', VersionId: locked }));
    expect(await kept.Body?.transformToString()).toBe('x');
  });

  it('can be had of an existing bucket once that keeps versions', async () => {
    const Bucket = 'existing';
    await client.send(new CreateBucketCommand({ Bucket }));
    await expect(client.send(new GetObjectLockConfigurationCommand({ Bucket }))).rejects.toMatchObject(
      refusal('ObjectLockConfigurationNotFoundError', 404),
    );
    const configure = () =>
      client.send(
        new PutObjectLockConfigurationCommand({
          Bucket,
          ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
        }),
      );
    await expect(configure()).rejects.toMatchObject(refusal('InvalidBucketState', 409));
    await put(Bucket);
    await expect(put(Bucket, { ObjectLockLegalHoldStatus: 'ON' })).rejects.toMatchObject(
      refusal('InvalidRequest', 400),
    );
    await expect(client.send(new GetObjectRetentionCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject(
      refusal('InvalidRequest', 400),
    );
    await expect(retain(Bucket, { Mode: 'GOVERNANCE', RetainUntilDate: fromNow(1) })).rejects.toMatchObject(
      refusal('InvalidRequest', 400),
    );
    await client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    await configure();
    await put(Bucket, { ObjectLockLegalHoldStatus: 'ON' });
  });
});

describe('a retention', () => {
  it('in GOVERNANCE mode yields to who bypasses it, in COMPLIANCE mode to nobody', async () => {
    const Bucket = await lockedBucket();
    const VersionId = await put(Bucket);
    const read = async () =>
      (await client.send(new GetObjectRetentionCommand({ Bucket, Key: 'k' }))).Retention;
    await expect(read()).rejects.toMatchObject(refusal('NoSuchObjectLockConfiguration', 404));

    await retain(Bucket, { Mode: 'GOVERNANCE', RetainUntilDate: fromNow(2) });
    expect(await read()).toEqual({ Mode: 'GOVERNANCE', RetainUntilDate: fromNow(2) });
    await retain(Bucket, { Mode: 'GOVERNANCE', RetainUntilDate: fromNow(3) });
    const weaker: ObjectLockRetention = { Mode: 'GOVERNANCE', RetainUntilDate: fromNow(1) };
    await expect(retain(Bucket, weaker)).rejects.toMatchObject(denied);
    await expect(retain(Bucket, {})).rejects.toMatchObject(denied);
    await expect(retain(Bucket, { Mode: 'COMPLIANCE', RetainUntilDate: fromNow(9) })).rejects.toMatchObject(
      denied,
    );
    await expect(client.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId }))).rejects.toMatchObject(
      denied,
    );
    const { Errors } = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'k', VersionId }] } }),
    );
    expect(Errors).toMatchObject([{ Key: 'k', VersionId, Code: 'AccessDenied' }]);

    await retain(Bucket, weaker, true);
    expect(await read()).toEqual(weaker);
    await retain(Bucket, {}, true);
    await expect(read()).rejects.toMatchObject(refusal('NoSuchObjectLockConfiguration', 404));

    await retain(Bucket, { Mode: 'COMPLIANCE', RetainUntilDate: fromNow(2) });
    await expect(retain(Bucket, weaker, true)).rejects.toMatchObject(denied);
    await expect(
      client.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId, BypassGovernanceRetention: true })),
    ).rejects.toMatchObject(denied);
    try {
      now += 2 * day;
      const later = clientOf(test);
      await later.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId }));
      await expect(later.send(new HeadObjectCommand({ Bucket, Key: 'k', VersionId }))).rejects.toMatchObject(
        refusal('NotFound', 404),
      );
    } finally {
      now = start;
    }
  });

  it('is of one version, and no delete marker has any', async () => {
    const Bucket = await lockedBucket();
    const first = await put(Bucket);
    const second = await put(Bucket);
    const Retention = { Mode: 'GOVERNANCE' as const, RetainUntilDate: fromNow(1) };
    await client.send(new PutObjectRetentionCommand({ Bucket, Key: 'k', VersionId: first, Retention }));
    await expect(
      client.send(new GetObjectRetentionCommand({ Bucket, Key: 'k', VersionId: second })),
    ).rejects.toMatchObject(refusal('NoSuchObjectLockConfiguration', 404));
    expect(
      await client.send(new GetObjectRetentionCommand({ Bucket, Key: 'k', VersionId: first })),
    ).toMatchObject({ Retention });

    const marker = await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    await expect(retain(Bucket, Retention)).rejects.toMatchObject(refusal('MethodNotAllowed', 405));
    await expect(client.send(new GetObjectRetentionCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject(
      refusal('NoSuchKey', 404),
    );
    await expect(
      client.send(new GetObjectRetentionCommand({ Bucket, Key: 'k', VersionId: marker.VersionId })),
    ).rejects.toMatchObject(refusal('MethodNotAllowed', 405));
    await expect(
      client.send(new PutObjectRetentionCommand({ Bucket, Key: 'none', Retention })),
    ).rejects.toMatchObject(refusal('NoSuchKey', 404));
  });

  it('may not end in the past, and its document must be vouched for', async () => {
    const Bucket = await lockedBucket();
    await put(Bucket);
    await expect(retain(Bucket, { Mode: 'GOVERNANCE', RetainUntilDate: fromNow(-1) })).rejects.toMatchObject(
      refusal('InvalidArgument', 400),
    );
    await expect(put(Bucket, { ObjectLockMode: 'GOVERNANCE' })).rejects.toMatchObject(
      refusal('InvalidArgument', 400),
    );
    for (const [name, body] of [
      ['retention', '<Retention/>'],
      ['legal-hold', '<LegalHold><Status>ON</Status></LegalHold>'],
    ] as const) {
      const request = { method: 'PUT', url: `/${Bucket}/k?${name}`, body };
      const bare = await raw(test, request);
      expect(bare).toMatchObject({ status: 400, body: expect.stringContaining('<Code>InvalidRequest<') });
      const md5 = createHash('md5').update(body).digest('base64');
      const vouched = await raw(test, { ...request, headers: { 'content-md5': md5 } });
      expect(vouched.status).toBe(200);
    }
  });
});

describe('a legal hold', () => {
  it('keeps a version until it is lifted', async () => {
    const Bucket = await lockedBucket();
    const VersionId = await put(Bucket);
    const hold = (Status: 'ON' | 'OFF') =>
      client.send(new PutObjectLegalHoldCommand({ Bucket, Key: 'k', LegalHold: { Status } }));
    const read = async () =>
      (await client.send(new GetObjectLegalHoldCommand({ Bucket, Key: 'k' }))).LegalHold?.Status;
    await expect(read()).rejects.toMatchObject(refusal('NoSuchObjectLockConfiguration', 404));
    await hold('ON');
    expect(await read()).toBe('ON');
    const remove = () =>
      client.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId, BypassGovernanceRetention: true }));
    await expect(remove()).rejects.toMatchObject(denied);
    await hold('OFF');
    expect(await read()).toBe('OFF');
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).toMatchObject({
      ObjectLockLegalHoldStatus: 'OFF',
    });
    await remove();
  });

  it('comes with a copy or an upload that asks for it, and never from the source', async () => {
    const Bucket = await lockedBucket();
    await put(Bucket, { ObjectLockLegalHoldStatus: 'ON' });
    const CopySource = `${Bucket}/k`;
    await client.send(new CopyObjectCommand({ Bucket, Key: 'free', CopySource }));
    await expect(client.send(new GetObjectLegalHoldCommand({ Bucket, Key: 'free' }))).rejects.toMatchObject(
      refusal('NoSuchObjectLockConfiguration', 404),
    );
    const lock = { ObjectLockMode: 'GOVERNANCE' as const, ObjectLockRetainUntilDate: fromNow(1) };
    await client.send(new CopyObjectCommand({ Bucket, Key: 'retained', CopySource, ...lock }));
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'retained' }))).toMatchObject(lock);
    await expect(
      client.send(
        new CreateMultipartUploadCommand({ Bucket: 'existing', Key: 'm', ObjectLockMode: 'GOVERNANCE' }),
      ),
    ).rejects.toMatchObject(refusal('InvalidArgument', 400));
  });
});

describe('as MinIO has it', () => {
  let minio: TestStore;
  let minioClient: S3Client;
  beforeAll(async () => {
    minio = await startTestStore({ now: () => now, profile: 'minio' });
    minioClient = clientOf(minio);
    await minioClient.send(new CreateBucketCommand({ Bucket: 'plain' }));
    await minioClient.send(new CreateBucketCommand({ Bucket: 'locked', ObjectLockEnabledForBucket: true }));
  });
  afterAll(async () => {
    minioClient.destroy();
    await minio.close();
  });

  it('the codes are others', async () => {
    const object = { Bucket: 'locked', Key: 'k' };
    const { VersionId } = await minioClient.send(new PutObjectCommand({ ...object, Body: 'x' }));
    await expect(minioClient.send(new GetObjectRetentionCommand(object))).rejects.toMatchObject(
      refusal('NoSuchObjectLockConfiguration', 400),
    );
    const retainUntil = (days: number) =>
      minioClient.send(
        new PutObjectRetentionCommand({
          ...object,
          Retention: { Mode: 'GOVERNANCE', RetainUntilDate: fromNow(days) },
        }),
      );
    await retainUntil(2);
    const worm = {
      ...refusal('InvalidRequest', 400),
      message: 'Object is WORM protected and cannot be overwritten',
    };
    await expect(retainUntil(1)).rejects.toMatchObject(worm);
    await expect(retainUntil(-1)).rejects.toMatchObject(refusal('MalformedXML', 400));
    await expect(minioClient.send(new DeleteObjectCommand({ ...object, VersionId }))).rejects.toMatchObject(
      worm,
    );
    await expect(
      minioClient.send(new PutObjectCommand({ ...object, Body: 'x', ObjectLockMode: 'GOVERNANCE' })),
    ).rejects.toMatchObject(refusal('InvalidRequest', 400));
    const versioning = new PutBucketVersioningCommand({
      Bucket: 'locked',
      VersioningConfiguration: { Status: 'Suspended' },
    });
    await expect(minioClient.send(versioning)).rejects.toMatchObject(refusal('InvalidBucketState', 400));
    const bare = await raw(minio, { method: 'PUT', url: '/locked/k?retention', body: '<Retention/>' });
    expect(bare).toMatchObject({ status: 400, body: expect.stringContaining('<Code>MissingContentMD5<') });
  });

  it('a bucket that was made without Object Lock never gets it', async () => {
    await minioClient.send(
      new PutBucketVersioningCommand({ Bucket: 'plain', VersioningConfiguration: { Status: 'Enabled' } }),
    );
    await expect(
      minioClient.send(
        new PutObjectLockConfigurationCommand({
          Bucket: 'plain',
          ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
        }),
      ),
    ).rejects.toMatchObject(refusal('InvalidBucketState', 409));
  });

  it('what is made with a hold gets no default retention, and a lifted hold is not shown', async () => {
    const object = { Bucket: 'locked', Key: 'held' };
    await minioClient.send(
      new PutObjectLockConfigurationCommand({
        Bucket: 'locked',
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
        },
      }),
    );
    await minioClient.send(new PutObjectCommand({ ...object, Body: 'x', ObjectLockLegalHoldStatus: 'ON' }));
    const held = await minioClient.send(new HeadObjectCommand(object));
    expect(held.ObjectLockLegalHoldStatus).toBe('ON');
    expect(held.ObjectLockMode).toBeUndefined();
    await minioClient.send(new PutObjectLegalHoldCommand({ ...object, LegalHold: { Status: 'OFF' } }));
    const lifted = await minioClient.send(new HeadObjectCommand(object));
    expect(lifted.ObjectLockLegalHoldStatus).toBeUndefined();
    expect(await minioClient.send(new GetObjectLegalHoldCommand(object))).toMatchObject({
      LegalHold: { Status: 'OFF' },
    });
  });
});
