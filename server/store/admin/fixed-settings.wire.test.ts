import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketAclCommand,
  GetObjectAclCommand,
  GetObjectAttributesCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  type ObjectAttributes,
  PutBucketAclCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import { type RawRequest, rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

const Bucket = 'fixed';
const object = { Bucket, Key: 'k' };
const refusal = (name: string, httpStatusCode: number) => ({ name, $metadata: { httpStatusCode } });

describe.each<Profile>(['aws', 'minio'])('in %s', (profile) => {
  let test: TestStore;
  let client: S3Client;

  beforeAll(async () => {
    test = await startTestStore({ profile });
    client = new S3Client({
      endpoint: test.origin,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: testCredentials,
      maxAttempts: 1,
    });
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(new PutObjectCommand({ ...object, Body: 'hello', ChecksumAlgorithm: 'SHA256' }));
  });

  afterAll(async () => {
    client.destroy();
    await test.close();
  });

  async function answerTo(
    request: RawRequest,
  ): Promise<{ status: number; code: string | undefined; body: string }> {
    const { status, body } = await rawRequest(test, request);
    return { status, code: /<Code>(.*?)<\/Code>/.exec(body)?.[1], body };
  }

  it.each<{ name: string; aws: string | number; minio: string | number }>([
    { name: 'accelerate', aws: '<AccelerateConfiguration', minio: '<AccelerateConfiguration' },
    { name: 'requestPayment', aws: '<Payer>BucketOwner</Payer>', minio: '<Payer>BucketOwner</Payer>' },
    { name: 'logging', aws: '<BucketLoggingStatus', minio: '<BucketLoggingStatus' },
    { name: 'website', aws: 404, minio: 404 },
    { name: 'publicAccessBlock', aws: 404, minio: 501 },
    { name: 'ownershipControls', aws: 'BucketOwnerEnforced', minio: 501 },
    { name: 'inventory', aws: '<ListInventoryConfigurationsResult', minio: 501 },
    { name: 'analytics', aws: '<ListBucketAnalyticsConfigurationResult', minio: 501 },
    { name: 'intelligent-tiering', aws: '<ListBucketIntelligentTiering', minio: 501 },
    { name: 'metrics', aws: '<ListMetricsConfigurationsResult', minio: 501 },
    { name: 'metrics&id=mine', aws: 404, minio: 501 },
  ])('?$name is told', async ({ name, ...expected }) => {
    const answer = await answerTo({ url: `/${Bucket}?${name}` });
    const told = expected[profile];
    if (typeof told === 'string') {
      expect(answer).toMatchObject({ status: 200, body: expect.stringContaining(told) });
    } else {
      const codes = {
        publicAccessBlock: 'NoSuchPublicAccessBlockConfiguration',
        website: 'NoSuchWebsiteConfiguration',
      };
      const code =
        told === 501 ? 'NotImplemented' : (codes[name as keyof typeof codes] ?? 'NoSuchConfiguration');
      expect(answer).toMatchObject({ status: told, code });
    }
    const elsewhere = await answerTo({ url: `/no-such-bucket?${name}` });
    expect(elsewhere.code).toBe(told === 501 ? 'NotImplemented' : 'NoSuchBucket');
  });

  it.each(
    [
      'accelerate',
      'analytics',
      'inventory',
      'logging',
      'metrics',
      'ownershipControls',
      'publicAccessBlock',
      'requestPayment',
      'website',
    ].flatMap((name) => [
      { method: 'PUT', url: `/empty?${name}`, body: '<X/>' },
      { method: 'DELETE', url: `/empty?${name}` },
    ]),
  )('$method $url changes nothing', async (request) => {
    await client.send(new CreateBucketCommand({ Bucket: 'empty' })).catch(() => undefined);
    expect(await answerTo(request)).toMatchObject({ status: 501, code: 'NotImplemented' });
    await client.send(new HeadBucketCommand({ Bucket: 'empty' }));
  });

  it('lists the owner as the one who is granted everything', async () => {
    for (const { Owner, Grants } of [
      await client.send(new GetBucketAclCommand({ Bucket })),
      await client.send(new GetObjectAclCommand(object)),
    ]) {
      expect(Owner?.ID).toBe('pail');
      expect(Grants).toMatchObject([
        {
          Permission: 'FULL_CONTROL',
          Grantee: { Type: 'CanonicalUser', ...(profile === 'aws' ? { ID: 'pail' } : {}) },
        },
      ]);
    }
    await expect(client.send(new GetObjectAclCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject(
      refusal('NoSuchKey', 404),
    );
  });

  it('takes the access control list that is there anyway, and no other', async () => {
    const refused =
      profile === 'aws' ? refusal('AccessControlListNotSupported', 400) : refusal('NotImplemented', 501);
    await client.send(new PutBucketAclCommand({ Bucket, ACL: 'private' }));
    await client.send(new PutObjectAclCommand({ ...object, ACL: 'bucket-owner-full-control' }));
    const { Owner, Grants } = await client.send(new GetBucketAclCommand({ Bucket }));
    await client.send(new PutBucketAclCommand({ Bucket, AccessControlPolicy: { Owner, Grants } }));
    await client.send(new PutObjectAclCommand({ ...object, AccessControlPolicy: { Owner, Grants } }));
    for (const AccessControlPolicy of [
      { Owner, Grants: [] },
      { Owner, Grants: [...(Grants ?? []), ...(Grants ?? [])] },
      { Owner, Grants: [{ ...Grants?.[0], Permission: 'READ' as const }] },
      { Owner: { ID: 'other' }, Grants },
      {
        Owner,
        Grants: [
          {
            Grantee: { Type: 'Group' as const, URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
            Permission: 'FULL_CONTROL' as const,
          },
        ],
      },
    ]) {
      await expect(
        client.send(new PutObjectAclCommand({ ...object, AccessControlPolicy })),
      ).rejects.toMatchObject(refused);
    }
    await expect(client.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }))).rejects.toMatchObject(
      refused,
    );
    await expect(
      client.send(new PutObjectAclCommand({ ...object, GrantRead: 'id=other' })),
    ).rejects.toMatchObject(refused);
    await expect(
      client.send(new PutObjectCommand({ ...object, ACL: 'public-read', Body: 'x' })),
    ).rejects.toMatchObject(refused);
    const bare = await answerTo({ method: 'PUT', url: `/${Bucket}?acl` });
    expect(bare).toMatchObject({ status: 400, code: 'MissingSecurityHeader' });
  });

  it('has nothing to restore and no torrents', async () => {
    const restore = new RestoreObjectCommand({ ...object, RestoreRequest: { Days: 1 } });
    await expect(client.send(restore)).rejects.toMatchObject(refusal('InvalidObjectState', 403));
    expect(await answerTo({ url: `/${Bucket}/k?torrent` })).toMatchObject({ status: 501 });
  });
});

describe('the attributes of an object', () => {
  let test: TestStore;
  let client: S3Client;
  const all: ObjectAttributes[] = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'];

  beforeAll(async () => {
    test = await startTestStore();
    client = new S3Client({
      endpoint: test.origin,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: testCredentials,
      maxAttempts: 1,
    });
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
  });

  afterAll(async () => {
    client.destroy();
    await test.close();
  });

  it('are those that were asked for, of the version that was meant', async () => {
    const old = await client.send(
      new PutObjectCommand({
        ...object,
        Body: 'hello',
        ChecksumAlgorithm: 'SHA256',
        StorageClass: 'STANDARD',
      }),
    );
    await client.send(new PutObjectCommand({ ...object, Body: 'newer' }));
    const { VersionId } = old;
    const { LastModified } = await client.send(new HeadObjectCommand({ ...object, VersionId }));
    const { $metadata: _, ...attributes } = await client.send(
      new GetObjectAttributesCommand({ ...object, VersionId, ObjectAttributes: all }),
    );
    expect(attributes).toEqual({
      VersionId,
      LastModified,
      ETag: '5d41402abc4b2a76b9719d911017c592',
      Checksum: {
        ChecksumSHA256: 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=',
        ChecksumType: 'FULL_OBJECT',
      },
      StorageClass: 'STANDARD',
      ObjectSize: 5,
    });
    const size = await client.send(
      new GetObjectAttributesCommand({ ...object, ObjectAttributes: ['ObjectSize'] }),
    );
    expect(size.ObjectSize).toBe(5);
    expect(size.ETag).toBeUndefined();
    expect(size.VersionId).not.toBe(VersionId);
  });

  it('have the parts by pages', async () => {
    const upload = { Bucket, Key: 'parts' };
    const created = new CreateMultipartUploadCommand({ ...upload, ChecksumAlgorithm: 'SHA256' });
    const { UploadId } = await client.send(created);
    const sizes = [5 * 1024 ** 2, 5 * 1024 ** 2, 7];
    const Parts = [];
    for (const [index, size] of sizes.entries()) {
      const PartNumber = index + 1;
      const { ETag, ChecksumSHA256 } = await client.send(
        new UploadPartCommand({
          ...upload,
          UploadId,
          PartNumber,
          Body: Buffer.alloc(size),
          ChecksumAlgorithm: 'SHA256',
        }),
      );
      Parts.push({ PartNumber, ETag, ChecksumSHA256 });
    }
    await client.send(
      new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts } }),
    );
    const page = async (rest: object) =>
      client.send(new GetObjectAttributesCommand({ ...upload, ObjectAttributes: all, ...rest }));
    const whole = await page({});
    expect(whole.Checksum).toEqual({
      ChecksumSHA256: expect.stringMatching(/^[^-]{44}$/),
      ChecksumType: 'COMPOSITE',
    });
    expect(whole.ETag).toMatch(/^[0-9a-f]{32}-3$/);
    expect(whole.ObjectParts).toMatchObject({
      TotalPartsCount: 3,
      IsTruncated: false,
      Parts: sizes.map((Size, index) => ({ PartNumber: index + 1, Size })),
    });
    expect((await page({ MaxParts: 2 })).ObjectParts).toMatchObject({
      IsTruncated: true,
      MaxParts: 2,
      NextPartNumberMarker: '2',
      Parts: [{ PartNumber: 1 }, { PartNumber: 2 }],
    });
    expect((await page({ PartNumberMarker: '2' })).ObjectParts).toMatchObject({
      IsTruncated: false,
      PartNumberMarker: '2',
      Parts: [{ PartNumber: 3, Size: 7 }],
    });
  });

  it('are refused without names, by names that mean nothing, and of what is no object', async () => {
    const ask = (rest: Record<string, string>, url = `/${Bucket}/k?attributes`) =>
      rawRequest(test, { url, headers: rest });
    expect((await ask({})).body).toContain('<Code>InvalidRequest<');
    expect((await ask({ 'x-amz-object-attributes': 'ETag,Colour' })).body).toContain(
      '<Code>InvalidArgument<',
    );
    const gone = { Bucket, Key: 'gone' };
    await client.send(new PutObjectCommand({ ...gone, Body: 'x' }));
    const { VersionId } = await client.send(new DeleteObjectCommand(gone));
    const attributes = { ...gone, ObjectAttributes: all };
    await expect(client.send(new GetObjectAttributesCommand(attributes))).rejects.toMatchObject(
      refusal('NoSuchKey', 404),
    );
    await expect(
      client.send(new GetObjectAttributesCommand({ ...attributes, VersionId })),
    ).rejects.toMatchObject(refusal('MethodNotAllowed', 405));
  });

  it('of an object that a customer encrypted take the key', async () => {
    const key = Buffer.from('32byteslongsecretkeymustprovided');
    const sse = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: key.toString() };
    const secret = { Bucket, Key: 'secret' };
    await client.send(new PutObjectCommand({ ...secret, Body: 'hello', ...sse }));
    const attributes = { ...secret, ObjectAttributes: all };
    await expect(client.send(new GetObjectAttributesCommand(attributes))).rejects.toMatchObject(
      refusal('InvalidRequest', 400),
    );
    expect(await client.send(new GetObjectAttributesCommand({ ...attributes, ...sse }))).toMatchObject({
      ObjectSize: 5,
    });
  });
});
