import { createHash } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  type Tag,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

const clientOf = (store: TestStore) =>
  new S3Client({
    endpoint: store.origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });

const Bucket = 'tagged';
let test: TestStore;
let client: S3Client;

beforeAll(async () => {
  test = await startTestStore();
  client = clientOf(test);
  await client.send(new CreateBucketCommand({ Bucket }));
});

afterAll(async () => {
  client.destroy();
  await test.close();
});

const put = (Key: string, Tagging?: string) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body: 'x', Tagging }));
const tagsOf = async (Key: string, VersionId?: string) =>
  (await client.send(new GetObjectTaggingCommand({ Bucket, Key, VersionId }))).TagSet;
const tag = (Key: string, TagSet: Tag[], VersionId?: string) =>
  client.send(new PutObjectTaggingCommand({ Bucket, Key, VersionId, Tagging: { TagSet } }));
const refusal = (name: string, httpStatusCode: number) => ({ name, $metadata: { httpStatusCode } });

describe("an object's tags", () => {
  it('are set, read, counted, replaced and taken away, and leave the object as it is', async () => {
    const { ETag } = await put('k');
    expect(await tagsOf('k')).toEqual([]);
    const { LastModified } = await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    const TagSet = [
      { Key: 'colour', Value: 'blue' },
      { Key: 'Größe', Value: '' },
    ];
    await tag('k', TagSet);
    expect(await tagsOf('k')).toEqual(TagSet);
    expect(await client.send(new GetObjectCommand({ Bucket, Key: 'k' }))).toMatchObject({ TagCount: 2 });
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).toMatchObject({
      ETag,
      LastModified,
      TagCount: 2,
    });
    await tag('k', [{ Key: 'other', Value: '1' }]);
    expect(await tagsOf('k')).toEqual([{ Key: 'other', Value: '1' }]);
    const deleted = await client.send(new DeleteObjectTaggingCommand({ Bucket, Key: 'k' }));
    expect(deleted.$metadata.httpStatusCode).toBe(204);
    expect(await tagsOf('k')).toEqual([]);
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).TagCount).toBeUndefined();
  });

  it('come with a PUT, also with a presigned one, and go with the next', async () => {
    await put('header', 'a=1&b+c=d%2Be');
    expect(await tagsOf('header')).toEqual([
      { Key: 'a', Value: '1' },
      { Key: 'b c', Value: 'd+e' },
    ]);
    await put('header');
    expect(await tagsOf('header')).toEqual([]);
    const command = new PutObjectCommand({ Bucket, Key: 'header', Tagging: 'from=link' });
    expect((await fetch(await getSignedUrl(client, command), { method: 'PUT', body: 'x' })).status).toBe(200);
    expect(await tagsOf('header')).toEqual([{ Key: 'from', Value: 'link' }]);
  });

  it('go along with a copy, or are replaced by it', async () => {
    await put('source', 'a=1');
    const copy = (Key: string, rest: { TaggingDirective?: 'REPLACE' | 'COPY'; Tagging?: string }) =>
      client.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/source`, ...rest }));
    await copy('copied', {});
    expect(await tagsOf('copied')).toEqual([{ Key: 'a', Value: '1' }]);
    await copy('copied', { TaggingDirective: 'REPLACE', Tagging: 'b=2' });
    expect(await tagsOf('copied')).toEqual([{ Key: 'b', Value: '2' }]);
    await copy('copied', { TaggingDirective: 'REPLACE' });
    expect(await tagsOf('copied')).toEqual([]);
    await expect(copy('copied', { TaggingDirective: 'OTHER' as 'COPY' })).rejects.toMatchObject(
      refusal('InvalidArgument', 400),
    );
  });

  it('come with a multipart upload', async () => {
    const upload = { Bucket, Key: 'parts' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...upload, Tagging: 'a=1' }));
    const { ETag } = await client.send(
      new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'x' }),
    );
    const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
    await client.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload }));
    expect(await tagsOf('parts')).toEqual([{ Key: 'a', Value: '1' }]);
  });

  it('are those of one version, and no delete marker has any', async () => {
    const versioned = 'tagged-versions';
    await client.send(new CreateBucketCommand({ Bucket: versioned }));
    await client.send(
      new PutBucketVersioningCommand({ Bucket: versioned, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    const object = { Bucket: versioned, Key: 'k' };
    const first = await client.send(new PutObjectCommand({ ...object, Body: '1', Tagging: 'v=1' }));
    const second = await client.send(new PutObjectCommand({ ...object, Body: '2', Tagging: 'v=2' }));
    const Tagging = { TagSet: [{ Key: 'v', Value: 'old' }] };
    const { VersionId } = first;
    const answer = await client.send(new PutObjectTaggingCommand({ ...object, VersionId, Tagging }));
    expect(answer.VersionId).toBe(VersionId);
    expect(await client.send(new GetObjectTaggingCommand({ ...object, VersionId }))).toMatchObject({
      VersionId,
      ...Tagging,
    });
    expect(await client.send(new GetObjectTaggingCommand(object))).toMatchObject({
      VersionId: second.VersionId,
      TagSet: [{ Key: 'v', Value: '2' }],
    });
    await client.send(new DeleteObjectCommand(object));
    await expect(client.send(new PutObjectTaggingCommand({ ...object, Tagging }))).rejects.toMatchObject(
      refusal('MethodNotAllowed', 405),
    );
    await expect(client.send(new GetObjectTaggingCommand(object))).rejects.toMatchObject(
      refusal('NoSuchKey', 404),
    );
    await client.send(new DeleteObjectTaggingCommand({ ...object, VersionId }));
    expect(await client.send(new GetObjectTaggingCommand({ ...object, VersionId }))).toMatchObject({
      TagSet: [],
    });
  });

  it('are refused by the reason', async () => {
    await put('refused', 'kept=1');
    const many = Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    await expect(tag('refused', many)).rejects.toMatchObject(refusal('BadRequest', 400));
    for (const Key of ['', 'a,b', 'aws:x', 'k'.repeat(129)]) {
      await expect(tag('refused', [{ Key, Value: '' }])).rejects.toMatchObject(refusal('InvalidTag', 400));
    }
    await expect(put('refused', 'a=1&a=2')).rejects.toMatchObject(refusal('InvalidArgument', 400));
    await expect(tag('none', [])).rejects.toMatchObject(refusal('NoSuchKey', 404));
    await expect(tag('refused', [], 'not-an-id')).rejects.toMatchObject(refusal('InvalidArgument', 400));
    for (const body of ['<Tagging/>', '<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>', 'x']) {
      const answer = await rawRequest(test, { method: 'PUT', url: `/${Bucket}/refused?tagging`, body });
      expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('<Code>MalformedXML<') });
    }
    expect(await tagsOf('refused')).toEqual([{ Key: 'kept', Value: '1' }]);
  });
});

describe("a bucket's tags", () => {
  it('are set, read and taken away', async () => {
    const read = async () => (await client.send(new GetBucketTaggingCommand({ Bucket }))).TagSet;
    const set = (TagSet: Tag[]) => client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    const noTags = refusal('NoSuchTagSet', 404);
    await expect(read()).rejects.toMatchObject(noTags);
    const TagSet = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: `${index}` }));
    await set(TagSet);
    expect(await read()).toEqual(TagSet);
    await expect(set([...TagSet, { Key: 'one more', Value: '' }])).rejects.toMatchObject(
      refusal('BadRequest', 400),
    );
    await client.send(new DeleteBucketTaggingCommand({ Bucket }));
    await expect(read()).rejects.toMatchObject(noTags);
    await set(TagSet);
    await set([]);
    await expect(read()).rejects.toMatchObject(noTags);
  });

  it('take a document that its sender vouches for, and a bucket', async () => {
    const body = '<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>';
    const request = { method: 'PUT', url: `/${Bucket}?tagging`, body };
    const bare = await rawRequest(test, request);
    expect(bare).toMatchObject({ status: 400, body: expect.stringContaining('<Code>InvalidRequest<') });
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
    expect((await rawRequest(test, { ...request, headers })).status).toBe(204);
    const elsewhere = await rawRequest(test, { ...request, headers, url: '/no-such-bucket?tagging' });
    expect(elsewhere).toMatchObject({ status: 404, body: expect.stringContaining('<Code>NoSuchBucket<') });
  });
});

it('answers as MinIO where it is asked to', async () => {
  const minio = await startTestStore({ profile: 'minio' });
  const minioClient = clientOf(minio);
  try {
    await minioClient.send(new CreateBucketCommand({ Bucket }));
    const object = { Bucket, Key: 'k' };
    await minioClient.send(new PutObjectCommand({ ...object, Body: 'x' }));
    const set = (Key: string) =>
      minioClient.send(new PutObjectTaggingCommand({ ...object, Tagging: { TagSet: [{ Key, Value: '' }] } }));
    await set('aws:allowed');
    await expect(set('Größe')).rejects.toMatchObject(refusal('InvalidTag', 400));
    const body = '<Tagging><TagSet><Tag><Key>a,b</Key><Value></Value></Tag></TagSet></Tagging>';
    const answer = await rawRequest(minio, { method: 'PUT', url: `/${Bucket}?tagging`, body });
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('<Code>MalformedXML<') });
  } finally {
    minioClient.destroy();
    await minio.close();
  }
});
