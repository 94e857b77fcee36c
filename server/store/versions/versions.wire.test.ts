import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

let test: TestStore;
let client: S3Client;

beforeAll(async () => {
  test = await startTestStore();
  client = clientOf(test);
});

afterAll(async () => {
  client.destroy();
  await test.close();
});

const clientOf = ({ origin }: TestStore) =>
  new S3Client({
    endpoint: origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });

const setVersioning = (Bucket: string, Status: 'Enabled' | 'Suspended', by = client) =>
  by.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));

async function versionedBucket(Bucket: string, by = client): Promise<string> {
  await by.send(new CreateBucketCommand({ Bucket }));
  await setVersioning(Bucket, 'Enabled', by);
  return Bucket;
}

const put = async (Bucket: string, Key: string, Body: string) =>
  (await client.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;

async function textOf(Bucket: string, Key: string, VersionId?: string): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return Body?.transformToString();
}

/** The listing in the order of the document, which the SDK takes apart. */
async function listed(Bucket: string): Promise<string[]> {
  const { body } = await rawRequest(test, { url: `/${Bucket}?versions` });
  return [
    ...body.matchAll(/<(Version|DeleteMarker)><Key>(.*?)<\/Key><VersionId>(.*?)<.*?<IsLatest>(.*?)</g),
  ].map(
    ([, kind = '', key = '', versionId = '', isLatest]) =>
      `${key} ${kind === 'Version' ? 'version' : 'marker'}${versionId === 'null' ? ' null' : ''}${isLatest === 'true' ? ' latest' : ''}`,
  );
}

describe('versioning', () => {
  it('is neither enabled nor suspended until it is set, and then one of the two for ever', async () => {
    const Bucket = 'setting';
    await client.send(new CreateBucketCommand({ Bucket }));
    const status = async () => (await client.send(new GetBucketVersioningCommand({ Bucket }))).Status;
    expect(await status()).toBeUndefined();
    expect(await put(Bucket, 'k', 'before')).toBeUndefined();
    await setVersioning(Bucket, 'Enabled');
    expect(await status()).toBe('Enabled');
    await setVersioning(Bucket, 'Suspended');
    expect(await status()).toBe('Suspended');
    await expect(setVersioning(Bucket, 'Off' as 'Enabled')).rejects.toMatchObject({
      name: 'IllegalVersioningConfigurationException',
    });
    expect(await status()).toBe('Suspended');
  });

  it.each([
    { body: '<VersioningConfiguration/>', code: 'MalformedXML', status: 400 },
    { body: '<VersioningConfiguration>', code: 'MalformedXML', status: 400 },
    { body: '', code: 'MalformedXML', status: 400 },
    {
      body: '<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>',
      code: 'NotImplemented',
      status: 501,
    },
  ])('refuses $body', async ({ body, code, status }) => {
    await client.send(new CreateBucketCommand({ Bucket: 'refusals' })).catch(() => undefined);
    const answer = await rawRequest(test, { method: 'PUT', url: '/refusals?versioning', body });
    expect(answer).toMatchObject({ status, body: expect.stringContaining(`<Code>${code}</Code>`) });
  });

  it("keeps MinIO's excluded prefixes", async () => {
    const bucket = await versionedBucket('excluded');
    const body =
      '<VersioningConfiguration><Status>Enabled</Status><ExcludedPrefixes><Prefix>tmp/</Prefix></ExcludedPrefixes><ExcludeFolders>true</ExcludeFolders></VersioningConfiguration>';
    expect(await rawRequest(test, { method: 'PUT', url: `/${bucket}?versioning`, body })).toMatchObject({
      status: 200,
    });
    const { body: kept } = await rawRequest(test, { url: `/${bucket}?versioning` });
    expect(kept).toContain('<ExcludedPrefixes><Prefix>tmp/</Prefix></ExcludedPrefixes><ExcludeFolders>true');
    for (const key of ['tmp/a', 'folder/', 'k']) for (const text of ['1', '2']) await put(bucket, key, text);
    expect(await listed(bucket)).toEqual([
      'folder/ version null latest',
      'k version latest',
      'k version',
      'tmp/a version null latest',
    ]);
  });
});

describe('versions', () => {
  it('are read, listed, copied and deleted by their ids', async () => {
    const bucket = await versionedBucket('ids');
    const [one, two, three] = [
      await put(bucket, 'k', '1'),
      await put(bucket, 'k', '2'),
      await put(bucket, 'k', '3'),
    ];
    expect(new Set([one, two, three]).size).toBe(3);
    expect(await textOf(bucket, 'k')).toBe('3');
    expect(await textOf(bucket, 'k', one)).toBe('1');
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'k', VersionId: two }));
    expect(head.VersionId).toBe(two);

    const restored = await client.send(
      new CopyObjectCommand({ Bucket: bucket, Key: 'k', CopySource: `${bucket}/k?versionId=${one}` }),
    );
    expect(restored.CopySourceVersionId).toBe(one);
    expect(restored.VersionId).not.toBe(one);
    expect(await textOf(bucket, 'k')).toBe('1');

    const gone = await client.send(
      new DeleteObjectCommand({ Bucket: bucket, Key: 'k', VersionId: restored.VersionId }),
    );
    expect(gone).toMatchObject({ VersionId: restored.VersionId });
    expect(gone.DeleteMarker).toBeUndefined();
    expect(await textOf(bucket, 'k')).toBe('3');
    await expect(textOf(bucket, 'k', restored.VersionId)).rejects.toMatchObject({ name: 'NoSuchVersion' });
    expect(await listed(bucket)).toEqual(['k version latest', 'k version', 'k version']);
  });

  it('hide behind a delete marker and come back when it goes', async () => {
    const bucket = await versionedBucket('undelete');
    await put(bucket, 'k', 'kept');
    const marker = await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'k' }));
    expect(marker).toMatchObject({ DeleteMarker: true, VersionId: expect.any(String) });
    await put(bucket, 'l', 'other');

    const missing = await rawRequest(test, { url: `/${bucket}/k` });
    expect(missing).toMatchObject({
      status: 404,
      headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.VersionId },
    });
    const named = await rawRequest(test, { url: `/${bucket}/k?versionId=${marker.VersionId}` });
    expect(named).toMatchObject({ status: 405, headers: { 'x-amz-delete-marker': 'true' } });
    expect(named.body).toContain('<Code>MethodNotAllowed</Code>');
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['l']);
    expect(await listed(bucket)).toEqual(['k marker latest', 'k version', 'l version latest']);

    const undone = await client.send(
      new DeleteObjectCommand({ Bucket: bucket, Key: 'k', VersionId: marker.VersionId }),
    );
    expect(undone).toMatchObject({ DeleteMarker: true, VersionId: marker.VersionId });
    expect(await textOf(bucket, 'k')).toBe('kept');
  });

  it('count as nothing for a conditional write when a delete marker is the latest', async () => {
    const bucket = await versionedBucket('conditions');
    await put(bucket, 'k', '1');
    const conditional = () =>
      client.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: '2', IfNoneMatch: '*' }));
    await expect(conditional()).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'k' }));
    await conditional();
    expect(await textOf(bucket, 'k')).toBe('2');
  });

  it('are named null where versioning is suspended, and there is one of that name', async () => {
    const Bucket = 'null-versions';
    await client.send(new CreateBucketCommand({ Bucket }));
    await put(Bucket, 'k', 'first null');
    await setVersioning(Bucket, 'Enabled');
    const kept = await put(Bucket, 'k', 'kept');
    expect(await textOf(Bucket, 'k', 'null')).toBe('first null');
    await setVersioning(Bucket, 'Suspended');
    expect(await put(Bucket, 'k', 'second null')).toBe('null');
    expect(await listed(Bucket)).toEqual(['k version null latest', 'k version']);
    const marker = await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(marker).toMatchObject({ DeleteMarker: true, VersionId: 'null' });
    expect(await listed(Bucket)).toEqual(['k marker null latest', 'k version']);
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId: 'null' }));
    expect(await textOf(Bucket, 'k')).toBe('kept');
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).VersionId).toBe(kept);
    expect(await test.countFiles()).toBeGreaterThan(0);
  });

  it('come from multipart uploads too', async () => {
    const Bucket = await versionedBucket('multipart-versions');
    await put(Bucket, 'k', 'before');
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }));
    const part = await client.send(
      new UploadPartCommand({ Bucket, Key: 'k', UploadId, PartNumber: 1, Body: 'whole' }),
    );
    const done = await client.send(
      new CompleteMultipartUploadCommand({
        Bucket,
        Key: 'k',
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag: part.ETag }] },
      }),
    );
    expect(done.VersionId).toEqual(expect.any(String));
    expect(await textOf(Bucket, 'k', done.VersionId)).toBe('whole');
    expect(await listed(Bucket)).toEqual(['k version latest', 'k version']);
  });

  it('go in bulk, each with its own verdict', async () => {
    const Bucket = await versionedBucket('bulk');
    const one = await put(Bucket, 'k', '1');
    await put(Bucket, 'k', '2');
    const { Deleted, Errors } = await client.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: {
          Objects: [
            { Key: 'k', VersionId: one },
            { Key: 'k' },
            { Key: 'missing' },
            { Key: 'k', VersionId: 'not-an-id' },
          ],
        },
      }),
    );
    expect(Deleted).toEqual([
      { Key: 'k', VersionId: one },
      { Key: 'k', DeleteMarker: true, DeleteMarkerVersionId: expect.any(String) },
      { Key: 'missing', DeleteMarker: true, DeleteMarkerVersionId: expect.any(String) },
    ]);
    expect(Errors).toMatchObject([{ Key: 'k', VersionId: 'not-an-id', Code: 'NoSuchVersion' }]);
    expect(await listed(Bucket)).toEqual(['k marker latest', 'k version', 'missing marker latest']);
  });

  it('keep their bucket, down to the last delete marker', async () => {
    const Bucket = await versionedBucket('keeps');
    await put(Bucket, 'k', '1');
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    const remove = () => client.send(new DeleteBucketCommand({ Bucket }));
    for (;;) {
      const { Versions = [], DeleteMarkers = [] } = await client.send(
        new ListObjectVersionsCommand({ Bucket }),
      );
      const [next] = [...Versions, ...DeleteMarkers];
      if (next === undefined) break;
      await expect(remove()).rejects.toMatchObject({ name: 'BucketNotEmpty' });
      await client.send(new DeleteObjectCommand({ Bucket, Key: next.Key, VersionId: next.VersionId }));
    }
    await remove();
  });
});

describe('the listing of versions', () => {
  it.each([1, 2, 3, 7, 1000])('goes through pages of %i with every version once', async (MaxKeys) => {
    const Bucket = `pages-${MaxKeys}`;
    await client.send(new CreateBucketCommand({ Bucket }));
    await put(Bucket, 'a', 'null');
    await setVersioning(Bucket, 'Enabled');
    for (const key of ['a', 'a', 'b/1', 'b/2', 'c', 'c', 'c']) await put(Bucket, key, key);
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    const pages: string[] = [];
    let [KeyMarker, VersionIdMarker]: (string | undefined)[] = [];
    do {
      const page: ListObjectVersionsCommandOutput = await client.send(
        new ListObjectVersionsCommand({ Bucket, MaxKeys, Delimiter: '/', KeyMarker, VersionIdMarker }),
      );
      const rows = [
        ...(page.Versions ?? []).map(({ Key, VersionId }) => `${Key} ${VersionId}`),
        ...(page.DeleteMarkers ?? []).map(({ Key, VersionId }) => `${Key} ${VersionId}`),
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => `${Prefix}`),
      ];
      expect(rows.length).toBeLessThanOrEqual(MaxKeys);
      pages.push(...rows);
      [KeyMarker, VersionIdMarker] = page.IsTruncated ? [page.NextKeyMarker, page.NextVersionIdMarker] : [];
    } while (KeyMarker !== undefined);
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages).toHaveLength(8);
    expect(pages).toContain('b/');
    expect(pages.filter((entry) => entry.startsWith('a '))).toHaveLength(4);
  });

  it.each([
    { query: 'version-id-marker=null', code: 'InvalidArgument' },
    { query: 'key-marker=k&version-id-marker=x', code: 'InvalidArgument' },
    { query: 'max-keys=-1', code: 'InvalidArgument' },
    { query: 'encoding-type=html', code: 'InvalidArgument' },
  ])('refuses $query', async ({ query, code }) => {
    await client.send(new CreateBucketCommand({ Bucket: 'queries' })).catch(() => undefined);
    const answer = await rawRequest(test, { url: `/queries?versions&${query}` });
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining(`<Code>${code}</Code>`) });
  });
});

it("stacks no delete markers in MinIO's profile", async () => {
  const minio = await startTestStore({ profile: 'minio' });
  const by = clientOf(minio);
  try {
    const Bucket = await versionedBucket('stack', by);
    const missing = await by.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(missing.DeleteMarker).toBeUndefined();
    await by.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '1' }));
    const first = await by.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    const second = await by.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(second).toMatchObject({ DeleteMarker: true, VersionId: first.VersionId });
    const { DeleteMarkers } = await by.send(new ListObjectVersionsCommand({ Bucket }));
    expect(DeleteMarkers).toHaveLength(1);
  } finally {
    by.destroy();
    await minio.close();
  }
});
