import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { parsePolicy } from './parse-policy.ts';

const ann = { accessKeyId: 'ann', secretAccessKey: 'the secret of ann' };
const bob = {
  accessKeyId: 'bob',
  secretAccessKey: 'the secret of bob',
  policy: parsePolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 's3:*', Resource: ['arn:aws:s3:::bob-*', 'arn:aws:s3:::bob-*/*'] },
        { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' },
      ],
    }),
    'identity',
  ),
};
const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };

let test: TestStore;
let owner: S3Client;
let asAnn: S3Client;
let asBob: S3Client;

beforeAll(async () => {
  test = await startTestStore({ users: [ann, bob] });
  const clientOf = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
    new S3Client({
      endpoint: test.origin,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials,
      maxAttempts: 1,
    });
  [owner, asAnn, asBob] = [clientOf(testCredentials), clientOf(ann), clientOf(bob)];
  for (const Bucket of ['shared', 'secret', 'zoo']) {
    await owner.send(new CreateBucketCommand({ Bucket }));
    await owner.send(new PutObjectCommand({ Bucket, Key: 'open/a', Body: 'text' }));
    await owner.send(new PutObjectCommand({ Bucket, Key: 'closed/a', Body: 'text' }));
  }
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::000000000000:user/ann' },
        Action: 's3:*',
        Resource: ['arn:aws:s3:::shared', 'arn:aws:s3:::shared/*'],
      },
      {
        Effect: 'Deny',
        Principal: { AWS: ['ann', 'bob'] },
        Action: ['s3:GetObject', 's3:DeleteObject'],
        Resource: 'arn:aws:s3:::shared/closed/*',
      },
    ],
  });
  await owner.send(new PutBucketPolicyCommand({ Bucket: 'shared', Policy }));
});

afterAll(async () => {
  for (const client of [owner, asAnn, asBob]) client.destroy();
  await test.close();
});

const namesOf = async (client: S3Client, more = {}) =>
  (await client.send(new ListBucketsCommand(more))).Buckets?.map(({ Name }) => Name);

describe('a user with rights on one bucket', () => {
  it('reads, writes, lists and deletes there', async () => {
    await asAnn.send(new PutObjectCommand({ Bucket: 'shared', Key: 'open/b', Body: 'hers' }));
    const read = await asAnn.send(new GetObjectCommand({ Bucket: 'shared', Key: 'open/b' }));
    expect(await read.Body?.transformToString()).toBe('hers');
    const listed = await asAnn.send(new ListObjectsV2Command({ Bucket: 'shared' }));
    expect(listed.Contents?.map(({ Key }) => Key)).toEqual(['closed/a', 'open/a', 'open/b']);
    await asAnn.send(new DeleteObjectCommand({ Bucket: 'shared', Key: 'open/b' }));
    await expect(
      asAnn.send(new HeadObjectCommand({ Bucket: 'shared', Key: 'open/b' })),
    ).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('is denied what a Deny names', async () => {
    const closed = { Bucket: 'shared', Key: 'closed/a' };
    await expect(asAnn.send(new GetObjectCommand(closed))).rejects.toMatchObject(denied);
    await expect(asAnn.send(new DeleteObjectCommand(closed))).rejects.toMatchObject(denied);
    expect((await owner.send(new GetObjectCommand(closed))).ContentLength).toBe(4);
  });

  it('sees that bucket alone, and nothing of another', async () => {
    expect(await namesOf(asAnn)).toEqual(['shared']);
    const secret = { Bucket: 'secret', Key: 'open/a' };
    await expect(asAnn.send(new GetObjectCommand(secret))).rejects.toMatchObject(denied);
    await expect(asAnn.send(new PutObjectCommand({ ...secret, Body: 'x' }))).rejects.toMatchObject(denied);
    await expect(asAnn.send(new HeadBucketCommand(secret))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    await expect(asAnn.send(new GetBucketPolicyCommand(secret))).rejects.toMatchObject(denied);
    await expect(asAnn.send(new CreateBucketCommand({ Bucket: 'hers' }))).rejects.toMatchObject(denied);
    const copy = { Bucket: 'shared', Key: 'open/stolen', CopySource: 'secret/open/a' };
    await expect(asAnn.send(new CopyObjectCommand(copy))).rejects.toMatchObject(denied);
  });

  it('learns that there is no such bucket', async () => {
    await expect(asAnn.send(new ListObjectsV2Command({ Bucket: 'not-there' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
  });
});

describe('a user with a policy of their own', () => {
  it('sees no buckets before they have one', async () => {
    await expect(namesOf(asBob)).rejects.toMatchObject(denied);
  });

  it('may do what it allows, whatever the buckets say, and not what it denies', async () => {
    await asBob.send(new CreateBucketCommand({ Bucket: 'bob-1' }));
    await asBob.send(new PutObjectCommand({ Bucket: 'bob-1', Key: 'a', Body: 'x' }));
    expect(await namesOf(asBob)).toEqual(['bob-1']);
    await asBob.send(new DeleteObjectCommand({ Bucket: 'bob-1', Key: 'a' }));
    await expect(asBob.send(new DeleteBucketCommand({ Bucket: 'bob-1' }))).rejects.toMatchObject(denied);
    await expect(asBob.send(new CreateBucketCommand({ Bucket: 'alices' }))).rejects.toMatchObject(denied);
    await owner.send(new DeleteBucketCommand({ Bucket: 'bob-1' }));
  });
});

describe('a presigned URL', () => {
  it.each([
    { by: 'the owner', client: () => owner, Bucket: 'secret', status: 200 },
    { by: 'a user with rights', client: () => asAnn, Bucket: 'shared', status: 200 },
    { by: 'a user without', client: () => asAnn, Bucket: 'secret', status: 403 },
    { by: 'a user whose own policy says nothing of it', client: () => asBob, Bucket: 'secret', status: 403 },
  ])('by $by: $status', async ({ client, Bucket, status }) => {
    const url = await getSignedUrl(client(), new GetObjectCommand({ Bucket, Key: 'open/a' }), {
      expiresIn: 60,
    });
    expect((await fetch(url)).status).toBe(status);
  });
});

describe('the owner', () => {
  it('lists all buckets, by pages too', async () => {
    expect(await namesOf(owner)).toEqual(['secret', 'shared', 'zoo']);
    const first = await owner.send(new ListBucketsCommand({ MaxBuckets: 2 }));
    expect(first.Buckets?.map(({ Name }) => Name)).toEqual(['secret', 'shared']);
    expect(await namesOf(owner, { ContinuationToken: first.ContinuationToken })).toEqual(['zoo']);
  });
});
