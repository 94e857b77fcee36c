import { createHash } from 'node:crypto';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketLifecycleCommand,
  DeleteObjectCommand,
  GetBucketLifecycleConfigurationCommand,
  HeadObjectCommand,
  type LifecycleRule,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoreOptions } from '../store.ts';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

const day = 86_400_000;

interface Room {
  test: TestStore;
  client: S3Client;
  /** Moves the store's clock, and the client's with it. */
  pass(days: number): void;
  close(): Promise<void>;
}

async function openRoom(options: Partial<StoreOptions> = {}): Promise<Room> {
  let offset = 0;
  const test = await startTestStore({ now: () => Date.now() + offset, ...options });
  const client = new S3Client({
    endpoint: test.origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });
  return {
    test,
    client,
    pass(days) {
      offset += days * day;
      client.config.systemClockOffset = offset;
    },
    async close() {
      client.destroy();
      await test.close();
    },
  };
}

let room: Room;
let count = 0;
let Bucket: string;

beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());
beforeEach(() => {
  count += 1;
  Bucket = `lifecycle-${count}`;
});

async function bucketWith(rules: LifecycleRule[], { versioned = true, lock = false } = {}): Promise<void> {
  await room.client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: lock || undefined }));
  if (versioned && !lock) {
    await room.client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
  }
  await putRules(rules);
}

const putRules = (Rules: LifecycleRule[]) =>
  room.client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));

const put = (Key: string, Body = Key, more: { Tagging?: string } = {}) =>
  room.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

/** As `key`, or `key (marker)`, newest first within a key. */
async function listVersions(): Promise<string[]> {
  const { Versions = [], DeleteMarkers = [] } = await room.client.send(
    new ListObjectVersionsCommand({ Bucket }),
  );
  return [
    ...Versions.map(({ Key, Size }) => `${Key} ${Size}`),
    ...DeleteMarkers.map(({ Key }) => `${Key} (marker)`),
  ].sort();
}

const everything = { Prefix: '' };
const expireAfter = (Days: number, Filter: LifecycleRule['Filter'] = everything): LifecycleRule => ({
  ID: `days ${Days}`,
  Status: 'Enabled',
  Filter,
  Expiration: { Days },
});

describe('the configuration', () => {
  it('is put, answered and deleted', async () => {
    const rules: LifecycleRule[] = [
      {
        ...expireAfter(30, {
          And: { Prefix: 'a<&>', Tags: [{ Key: 'k', Value: 'v' }], ObjectSizeGreaterThan: 10 },
        }),
        ID: 'one',
      },
      {
        ID: 'two',
        Status: 'Disabled',
        Filter: { Tag: { Key: 'k', Value: 'v' } },
        Expiration: { Date: new Date('2031-05-01T00:00:00Z') },
      },
      {
        ID: 'three',
        Status: 'Enabled',
        Filter: everything,
        NoncurrentVersionExpiration: { NoncurrentDays: 3, NewerNoncurrentVersions: 2 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
      { ID: 'four', Status: 'Enabled', Filter: everything, Expiration: { ExpiredObjectDeleteMarker: true } },
    ];
    await bucketWith(rules);
    const answer = await room.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(answer.Rules).toEqual(rules);

    await room.client.send(new DeleteBucketLifecycleCommand({ Bucket }));
    await expect(
      room.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
    ).rejects.toMatchObject({ name: 'NoSuchLifecycleConfiguration', $metadata: { httpStatusCode: 404 } });
    // Deleting what is not there is no error.
    await room.client.send(new DeleteBucketLifecycleCommand({ Bucket }));
  });

  it('is refused whole where one rule is wrong', async () => {
    await bucketWith([expireAfter(30)]);
    await expect(putRules([expireAfter(1), expireAfter(0)])).rejects.toMatchObject({
      name: 'InvalidArgument',
      $metadata: { httpStatusCode: 400 },
    });
    const { Rules } = await room.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(Rules).toEqual([expireAfter(30)]);
  });

  it('is of a bucket that exists', async () => {
    for (const command of [
      new GetBucketLifecycleConfigurationCommand({ Bucket: 'nowhere' }),
      new DeleteBucketLifecycleCommand({ Bucket: 'nowhere' }),
    ]) {
      await expect(room.client.send(command as DeleteBucketLifecycleCommand)).rejects.toMatchObject({
        name: 'NoSuchBucket',
      });
    }
  });
});

const document =
  '<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter></Filter><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>';

describe.each([
  { profile: 'aws', refusal: 'InvalidRequest', unreadable: [400, 'MalformedXML'] },
  { profile: 'minio', refusal: 'MissingContentMD5', unreadable: [500, 'InternalError'] },
] as const)('with the habits of $profile', ({ profile, refusal, unreadable }) => {
  let other: Room;
  beforeAll(async () => {
    other = await openRoom({ profile });
    await other.client.send(new CreateBucketCommand({ Bucket: 'raw' }));
  });
  afterAll(() => other.close());

  const md5 = (body: string) => ({ 'content-md5': createHash('md5').update(body).digest('base64') });

  it('a body that nobody vouches for is refused', async () => {
    const answer = await rawRequest(other.test, { method: 'PUT', url: '/raw?lifecycle', body: document });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(`<Code>${refusal}</Code>`);
  });

  it('a body that is no XML is refused', async () => {
    const headers = md5('<Life');
    const answer = await rawRequest(other.test, {
      method: 'PUT',
      url: '/raw?lifecycle',
      headers,
      body: '<Life',
    });
    expect(answer.status).toBe(unreadable[0]);
    expect(answer.body).toContain(`<Code>${unreadable[1]}</Code>`);
  });

  it('the time of the change is told to those who ask', async () => {
    const headers = md5(document);
    const request = { method: 'PUT', url: '/raw?lifecycle', headers, body: document };
    expect((await rawRequest(other.test, request)).status).toBe(200);
    const asked = await rawRequest(other.test, { url: '/raw?lifecycle&withUpdatedAt=true' });
    expect(asked.headers['x-minio-lifecycleconfig-updatedat']).toMatch(/^\d{8}T\d{6}Z$/);
    const plain = await rawRequest(other.test, { url: '/raw?lifecycle' });
    expect(plain.headers).not.toHaveProperty('x-minio-lifecycleconfig-updatedat');
  });
});

describe('a run', () => {
  it('expires what is old enough, and nothing else', async () => {
    await bucketWith([expireAfter(30, { Prefix: 'logs/' })], { versioned: false });
    await put('logs/old');
    await put('data/old');
    room.pass(20);
    await put('logs/young');
    await room.test.store.runLifecycle();
    expect(await listVersions()).toEqual(['data/old 8', 'logs/old 8', 'logs/young 10']);
    room.pass(12);
    await room.test.store.runLifecycle();
    expect(await listVersions()).toEqual(['data/old 8', 'logs/young 10']);
    room.pass(365);
    await room.test.store.runLifecycle();
    expect(await listVersions()).toEqual(['data/old 8']);
  });

  it('leaves a delete marker where there are versions, and later takes all of it', async () => {
    await bucketWith([
      { ...expireAfter(10), NoncurrentVersionExpiration: { NoncurrentDays: 5 } },
      {
        ID: 'markers',
        Status: 'Enabled',
        Filter: everything,
        Expiration: { ExpiredObjectDeleteMarker: true },
      },
    ]);
    await put('a', '1');
    await put('a', '22');
    room.pass(12);
    await room.test.store.runLifecycle();
    expect(await listVersions()).toEqual(['a (marker)', 'a 2']);
    await room.test.store.runLifecycle();
    expect(await listVersions()).toEqual(['a (marker)', 'a 2']);
    room.pass(7);
    await room.test.store.runLifecycle();
    expect(await listVersions()).toEqual(['a (marker)']);
    await room.test.store.runLifecycle();
    expect(await listVersions()).toEqual([]);
  });

  it('keeps the newest of the versions before, and takes their files away with the others', async () => {
    await bucketWith([
      {
        ID: 'few',
        Status: 'Enabled',
        Filter: everything,
        NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 2 },
      },
    ]);
    const files = await room.test.countFiles();
    for (const body of ['1', '22', '333', '4444', '55555']) await put('a', body);
    expect(await room.test.countFiles()).toBe(files + 5);
    room.pass(3);
    await room.test.store.runLifecycle();
    expect(await listVersions()).toEqual(['a 3', 'a 4', 'a 5']);
    await expect.poll(() => room.test.countFiles()).toBe(files + 3);
  });

  it('asks for tags', async () => {
    await bucketWith([expireAfter(1, { Tag: { Key: 'keep', Value: 'no' } })], { versioned: false });
    await put('a', 'a', { Tagging: 'keep=no' });
    await put('b', 'b', { Tagging: 'keep=yes' });
    await put('c');
    room.pass(3);
    await room.test.store.runLifecycle();
    expect(await listVersions()).toEqual(['b 1', 'c 1']);
  });

  it('never removes a locked version', async () => {
    const noncurrent = { NoncurrentVersionExpiration: { NoncurrentDays: 1 } };
    await bucketWith([{ ...expireAfter(1), ...noncurrent }], { lock: true });
    const { VersionId } = await put('a', '1');
    await put('a', '22');
    await room.client.send(
      new PutObjectLegalHoldCommand({ Bucket, Key: 'a', VersionId, LegalHold: { Status: 'ON' } }),
    );
    room.pass(3);
    await room.test.store.runLifecycle();
    room.pass(3);
    await room.test.store.runLifecycle();
    expect(await listVersions()).toEqual(['a (marker)', 'a 1']);
    await room.client.send(
      new PutObjectLegalHoldCommand({ Bucket, Key: 'a', VersionId, LegalHold: { Status: 'OFF' } }),
    );
    await room.test.store.runLifecycle();
    expect(await listVersions()).toEqual(['a (marker)']);
  });

  it('aborts uploads that nobody ends', async () => {
    await bucketWith([
      {
        ID: 'uploads',
        Status: 'Enabled',
        Filter: { Prefix: 'up/' },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
    ]);
    const files = await room.test.countFiles();
    for (const Key of ['up/a', 'down/b']) {
      const { UploadId } = await room.client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      await room.client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'part' }));
    }
    room.pass(5);
    const { UploadId } = await room.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'up/c' }));
    room.pass(4);
    await room.test.store.runLifecycle();
    const { Uploads } = await room.client.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(Uploads?.map(({ Key }) => Key)).toEqual(['down/b', 'up/c']);
    expect(Uploads?.[1]?.UploadId).toBe(UploadId);
    await expect.poll(() => room.test.countFiles()).toBe(files + 1);
  });

  it('gets through more than one turn has room for, while requests are answered', async () => {
    await bucketWith([{ ...expireAfter(1), NoncurrentVersionExpiration: { NoncurrentDays: 1 } }]);
    // One key with more versions than a commit takes, between others.
    for (let round = 0; round < 14; round += 1) {
      await Promise.all(Array.from({ length: 50 }, () => put('many', 'x')));
    }
    await Promise.all(Array.from({ length: 60 }, (_, index) => put(`single-${index % 2}-${index}`, 'y')));
    room.pass(3);
    const running = room.test.store.runLifecycle();
    await put('meanwhile', 'z');
    await running;
    const left = await listVersions();
    expect(left).toContain('meanwhile 1');
    expect(left).toHaveLength(1 + 2 * 61);
    room.pass(3);
    await room.test.store.runLifecycle();
    expect((await listVersions()).filter((version) => !version.endsWith('(marker)'))).toEqual([
      'meanwhile 1',
    ]);
  }, 60_000);

  it('ends between two commits when the store closes', async () => {
    const short = await openRoom();
    await short.client.send(new CreateBucketCommand({ Bucket: 'short' }));
    await short.client.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket: 'short',
        LifecycleConfiguration: { Rules: [expireAfter(1)] },
      }),
    );
    await short.client.send(new PutObjectCommand({ Bucket: 'short', Key: 'a', Body: 'a' }));
    short.pass(3);
    const running = short.test.store.runLifecycle();
    await short.close();
    await expect(running).resolves.toBeUndefined();
  });
});

it('answers to PUT and HEAD say when an object will expire, and by which rule', async () => {
  await bucketWith([expireAfter(10, { Prefix: 'logs/' })]);
  const midnight = new Date(
    (Math.floor((Date.now() + (room.client.config.systemClockOffset ?? 0)) / day) + 11) * day,
  );
  const written = await put('logs/a');
  const expected = expect.stringMatching(
    /^expiry-date="[A-Z][a-z]{2}, .* 00:00:00 GMT", rule-id="days%2010"$/,
  );
  expect(written.Expiration).toEqual(expected);
  const head = await room.client.send(new HeadObjectCommand({ Bucket, Key: 'logs/a' }));
  expect(head.Expiration).toBe(written.Expiration);
  const told = Date.parse(/"(.*?)"/.exec(written.Expiration ?? '')?.[1] ?? '');
  // A day later where midnight came between.
  expect([0, day]).toContain(told - midnight.getTime());
  expect((await put('data/a')).Expiration).toBeUndefined();
});

it('what lifecycle deletes is not what a client deletes', async () => {
  await bucketWith([expireAfter(1)]);
  await put('a', '1');
  await room.client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  room.pass(3);
  await room.test.store.runLifecycle();
  // The marker is current, and the version behind it is nobody's business here.
  expect(await listVersions()).toEqual(['a (marker)', 'a 1']);
});
