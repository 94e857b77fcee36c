import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectAttributesCommand,
  GetObjectLegalHoldCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signedHeaders } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

const userCredentials = { accessKeyId: 'keeper', secretAccessKey: 'keeper-secret' };
const Bucket = 'locked';
const object = { Bucket, Key: 'k' };
const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
const tomorrow = () => new Date(Date.now() + 86_400_000);

let test: TestStore;
let owner: S3Client;
let user: S3Client;

beforeAll(async () => {
  test = await startTestStore({ users: [userCredentials] });
  const clientOf = (credentials: typeof testCredentials) =>
    new S3Client({
      endpoint: test.origin,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials,
      maxAttempts: 1,
    });
  owner = clientOf(testCredentials);
  user = clientOf(userCredentials);
  await owner.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
});

afterAll(async () => {
  owner.destroy();
  user.destroy();
  await test.close();
});

async function allow(...Action: string[]): Promise<void> {
  const statement = { Effect: 'Allow', Principal: '*', Action, Resource: [`arn:aws:s3:::${Bucket}/*`] };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await owner.send(new PutBucketPolicyCommand({ Bucket, Policy }));
}

describe('who may write an object', () => {
  it('may not lock or tag it by that alone', async () => {
    await allow('s3:PutObject');
    await user.send(new PutObjectCommand({ ...object, Body: 'x' }));
    const put = (rest: object) => user.send(new PutObjectCommand({ ...object, Body: 'x', ...rest }));
    const retention = { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: tomorrow() };
    await expect(put({ ObjectLockLegalHoldStatus: 'ON' })).rejects.toMatchObject(denied);
    await expect(put(retention)).rejects.toMatchObject(denied);
    await expect(put({ Tagging: 'a=1' })).rejects.toMatchObject(denied);
    await expect(
      user.send(new PutObjectLegalHoldCommand({ ...object, LegalHold: { Status: 'ON' } })),
    ).rejects.toMatchObject(denied);
    await allow('s3:PutObject', 's3:PutObjectRetention', 's3:PutObjectLegalHold', 's3:PutObjectTagging');
    await put({ ...retention, ObjectLockLegalHoldStatus: 'OFF', Tagging: 'a=1' });
  });

  it('bypasses a retention only with the right to it', async () => {
    const Retention = { Mode: 'GOVERNANCE' as const, RetainUntilDate: tomorrow() };
    const { VersionId } = await owner.send(new PutObjectCommand({ ...object, Body: 'x' }));
    await owner.send(new PutObjectRetentionCommand({ ...object, Retention }));
    const bypass = { ...object, VersionId, BypassGovernanceRetention: true };
    const lift = () => user.send(new PutObjectRetentionCommand({ ...bypass, Retention: {} }));
    const remove = () => user.send(new DeleteObjectCommand(bypass));
    await allow('s3:PutObjectRetention', 's3:DeleteObjectVersion');
    await expect(lift()).rejects.toMatchObject(denied);
    await expect(remove()).rejects.toMatchObject(denied);
    await allow('s3:PutObjectRetention', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention');
    await lift();
    await owner.send(new PutObjectRetentionCommand({ ...object, Retention }));
    await remove();
    await expect(owner.send(new HeadObjectCommand({ ...object, VersionId }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
  });
});

it('tells who listens of every change and look', async () => {
  const { VersionId } = await owner.send(new PutObjectCommand({ Bucket, Key: 'told', Body: 'x' }));
  const url = `/${Bucket}?events=${encodeURIComponent('s3:ObjectAccessed:*')}&events=${encodeURIComponent('s3:ObjectCreated:*')}&ping=1`;
  const { host: _, ...headers } = signedHeaders(test, { url });
  const leaving = new AbortController();
  const answer = await fetch(test.origin + url, { headers, signal: leaving.signal });
  const names: string[] = [];
  const told = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of answer.body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        for (const line of lines) names.push(...namesIn(line));
      }
    } catch (error) {
      if (!leaving.signal.aborted) throw error;
    }
  })();
  try {
    const told = { Bucket, Key: 'told', VersionId };
    const TagSet = [{ Key: 'a', Value: '1' }];
    await owner.send(new PutObjectTaggingCommand({ ...told, Tagging: { TagSet } }));
    await owner.send(new DeleteObjectTaggingCommand(told));
    const Retention = { Mode: 'GOVERNANCE' as const, RetainUntilDate: tomorrow() };
    await owner.send(new PutObjectRetentionCommand({ ...told, Retention }));
    await owner.send(new GetObjectRetentionCommand(told));
    await owner.send(new PutObjectLegalHoldCommand({ ...told, LegalHold: { Status: 'OFF' } }));
    await owner.send(new GetObjectLegalHoldCommand(told));
    await owner.send(new GetObjectAttributesCommand({ ...told, ObjectAttributes: ['ETag'] }));
    await vi.waitFor(
      () =>
        expect([...names].sort()).toEqual(
          [
            'Created:PutTagging',
            'Created:DeleteTagging',
            'Created:PutRetention',
            'Created:PutLegalHold',
            'Accessed:GetRetention',
            'Accessed:GetLegalHold',
            'Accessed:Attributes',
          ]
            .map((name) => `told ${VersionId} ${name}`)
            .sort(),
        ),
      { timeout: 10_000 },
    );
  } finally {
    leaving.abort();
    await told;
  }
});

it('goes on to where the version is replicated', async () => {
  const target = 'copies';
  await owner.send(new CreateBucketCommand({ Bucket: target, ObjectLockEnabledForBucket: true }));
  await owner.send(
    new PutBucketReplicationCommand({
      Bucket,
      ReplicationConfiguration: {
        Role: 'arn:aws:iam::000000000000:role/replication',
        Rules: [
          {
            Status: 'Enabled',
            Priority: 1,
            Filter: { Prefix: 'copied/' },
            DeleteMarkerReplication: { Status: 'Disabled' },
            Destination: { Bucket: `arn:aws:s3:::${target}` },
          },
        ],
      },
    }),
  );
  const source = { Bucket, Key: 'copied/k' };
  const copy = { ...source, Bucket: target };
  await owner.send(new PutObjectCommand({ ...source, Body: 'x' }));
  await test.store.replicationIdle();
  expect((await owner.send(new HeadObjectCommand(copy))).TagCount).toBeUndefined();
  await owner.send(
    new PutObjectTaggingCommand({ ...source, Tagging: { TagSet: [{ Key: 'a', Value: '1' }] } }),
  );
  await owner.send(new PutObjectLegalHoldCommand({ ...source, LegalHold: { Status: 'ON' } }));
  await test.store.replicationIdle();
  const changed = { TagCount: 1, ObjectLockLegalHoldStatus: 'ON' };
  expect(await owner.send(new HeadObjectCommand(copy))).toMatchObject({
    ...changed,
    ReplicationStatus: 'REPLICA',
  });
  expect(await owner.send(new HeadObjectCommand(source))).toMatchObject({
    ...changed,
    ReplicationStatus: 'COMPLETED',
  });
});

interface Line {
  Records: { eventName: string; s3: { object: { key: string; versionId?: string } } }[] | null;
}

/** In AWS's words or in MinIO's, whichever the store uses. */
function namesIn(line: string): string[] {
  const { Records } = JSON.parse(line) as Line;
  return (Records ?? []).map(
    ({ eventName, s3: { object } }) =>
      `${object.key} ${object.versionId} ${eventName.replace(/^(?:s3:)?Object/, '')}`,
  );
}
