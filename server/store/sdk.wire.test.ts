import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStore, type TestStore, testCredentials } from './testing/test-store.ts';

const mebibyte = 1024 * 1024;
let test: TestStore;
let client: S3Client;

beforeAll(async () => {
  test = await startTestStore();
  client = new S3Client({
    endpoint: test.origin,
    region: 'eu-west-3',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await test.close();
});

async function bucketOf(name: string): Promise<string> {
  await client.send(new CreateBucketCommand({ Bucket: name }));
  return name;
}

const bytesOf = async (answer: { Body?: { transformToByteArray(): Promise<Uint8Array> } }) =>
  Buffer.from((await answer.Body?.transformToByteArray()) ?? []);

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

describe('buckets', () => {
  it('live from creation to deletion', async () => {
    const Bucket = await bucketOf('life');
    const { Buckets } = await client.send(new ListBucketsCommand());
    expect(Buckets).toContainEqual(expect.objectContaining({ Name: 'life', CreationDate: expect.any(Date) }));
    expect(await client.send(new GetBucketLocationCommand({ Bucket }))).toMatchObject({
      LocationConstraint: 'eu-west-3',
    });
    expect(await client.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'eu-west-3' });
    await expect(bucketOf('life')).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });

    await client.send(new PutObjectCommand({ Bucket, Key: 'in the way', Body: 'x' }));
    await expect(client.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
      $metadata: { httpStatusCode: 409 },
    });
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'in the way' }));
    await client.send(new DeleteBucketCommand({ Bucket }));
    await expect(client.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('are listed by pages when pages are asked for', async () => {
    await Promise.all(['page-a', 'page-b', 'page-c', 'other'].map(bucketOf));
    const first = await client.send(new ListBucketsCommand({ Prefix: 'page-', MaxBuckets: 2 }));
    expect(first.Buckets?.map(({ Name }) => Name)).toEqual(['page-a', 'page-b']);
    const second = await client.send(
      new ListBucketsCommand({ Prefix: 'page-', MaxBuckets: 2, ContinuationToken: first.ContinuationToken }),
    );
    expect(second.Buckets?.map(({ Name }) => Name)).toEqual(['page-c']);
    expect(second.ContinuationToken).toBeUndefined();
  });
});

const awkwardKeys = [
  'plain',
  ' leading and trailing ',
  'a+b&c=d?e#f%20g',
  '/leading slash',
  'double//slash',
  'trailing dots...',
  'folder/',
  'back\\slash "quotes" <tags>',
  '中文/资料.txt',
  '🪣/🧨',
  "!'()*~",
  'tab\tnewline\ncarriage\rreturn',
  'n\u0000ul',
  'k'.repeat(1024),
  '中'.repeat(341),
];

describe('objects', () => {
  it.each(awkwardKeys)('under the key %j are written, read, listed, copied and deleted', async (Key) => {
    const Bucket = `key-${md5(Buffer.from(Key)).slice(0, 12)}`;
    await bucketOf(Bucket);
    const body = randomBytes(1000);
    const put = await client.send(new PutObjectCommand({ Bucket, Key, Body: body }));
    expect(put.ETag).toBe(`"${md5(body)}"`);
    expect(await bytesOf(await client.send(new GetObjectCommand({ Bucket, Key })))).toEqual(body);
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }));
    expect(Contents?.map((entry) => decodeURIComponent(String(entry.Key).replaceAll('+', ' ')))).toEqual([
      Key,
    ]);

    const CopySource = `${Bucket}/${Key.split('/').map(encodeURIComponent).join('/')}`;
    await client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    expect(await bytesOf(await client.send(new GetObjectCommand({ Bucket, Key: 'copy' })))).toEqual(body);

    const { Deleted, Errors } = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }, { Key: 'copy' }] } }),
    );
    expect(Errors).toBeUndefined();
    // An XML reader gives every line end back as LF, and a document cannot hold NUL at all.
    if (!/[\r\0]/.test(Key)) expect(Deleted?.map((entry) => entry.Key)).toEqual([Key, 'copy']);
    await client.send(new DeleteBucketCommand({ Bucket }));
  });

  it('keep what was said of them', async () => {
    const Bucket = await bucketOf('described');
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key: 'k',
        Body: Readable.from([Buffer.from('one '), Buffer.from('two')]),
        ContentLength: 7,
        ContentType: 'text/plain; charset=utf-8',
        CacheControl: 'no-cache',
        ContentEncoding: 'identity',
        ContentDisposition: 'attachment; filename="f.txt"',
        ContentLanguage: 'de',
        Expires: new Date('2030-01-01T00:00:00Z'),
        Metadata: { Colour: 'blue', empty: '' },
        StorageClass: 'REDUCED_REDUNDANCY',
      }),
    );
    expect(
      await client.send(new HeadObjectCommand({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' })),
    ).toMatchObject({
      ContentLength: 7,
      ContentType: 'text/plain; charset=utf-8',
      CacheControl: 'no-cache',
      ContentEncoding: 'identity',
      ContentDisposition: 'attachment; filename="f.txt"',
      ContentLanguage: 'de',
      ExpiresString: 'Tue, 01 Jan 2030 00:00:00 GMT',
      Metadata: { colour: 'blue', empty: '' },
      StorageClass: 'REDUCED_REDUNDANCY',
      ETag: `"${md5(Buffer.from('one two'))}"`,
      ChecksumCRC32: expect.any(String),
      AcceptRanges: 'bytes',
    });
    const overridden = await client.send(
      new GetObjectCommand({
        Bucket,
        Key: 'k',
        ResponseContentType: 'text/x',
        ResponseContentLanguage: 'fr',
      }),
    );
    expect(overridden).toMatchObject({
      ContentType: 'text/x',
      ContentLanguage: 'fr',
      CacheControl: 'no-cache',
    });
    await bytesOf(overridden);
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'are verified by %s',
    async (algorithm) => {
      const Bucket = await bucketOf(`sum-${algorithm.toLowerCase()}`);
      const body = randomBytes(300_000);
      await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: body, ChecksumAlgorithm: algorithm }));
      const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' }));
      expect(got[`Checksum${algorithm}`]).toEqual(expect.any(String));
      // The SDK throws here when the bytes are not those of the checksum.
      expect(await bytesOf(got)).toEqual(body);
    },
  );

  it('are written on a condition only when it holds', async () => {
    const Bucket = await bucketOf('conditional');
    const put = (more: object) => client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...more }));
    await expect(put({ IfMatch: '"0123"' })).rejects.toMatchObject({ name: 'NoSuchKey' });
    const { ETag } = await put({ IfNoneMatch: '*' });
    await expect(put({ IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put({ IfMatch: '"0123"' })).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    await put({ IfMatch: ETag });
    // Of many at once, one is first.
    const racing = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        client.send(new PutObjectCommand({ Bucket, Key: 'race', Body: 'x', IfNoneMatch: '*' })),
      ),
    );
    expect(racing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('are copied with their description or another', async () => {
    const Bucket = await bucketOf('copies');
    const { ETag } = await client.send(
      new PutObjectCommand({ Bucket, Key: 'a b', Body: 'x', ContentType: 'text/a', Metadata: { m: '1' } }),
    );
    const source = { Bucket, CopySource: `/${Bucket}/a%20b` };
    const { CopyObjectResult } = await client.send(new CopyObjectCommand({ ...source, Key: 'kept' }));
    expect(CopyObjectResult).toMatchObject({ ETag, LastModified: expect.any(Date) });
    await client.send(
      new CopyObjectCommand({ ...source, Key: 'new', MetadataDirective: 'REPLACE', Metadata: { n: '2' } }),
    );
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'kept' }))).toMatchObject({
      ContentType: 'text/a',
      Metadata: { m: '1' },
    });
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'new' }))).toMatchObject({
      ContentType: 'binary/octet-stream',
      Metadata: { n: '2' },
    });
    const refused = [
      { error: 'InvalidRequest', more: { Key: 'a b' } },
      { error: 'PreconditionFailed', more: { Key: 'c', CopySourceIfMatch: '"0"' } },
      { error: 'PreconditionFailed', more: { Key: 'c', CopySourceIfNoneMatch: ETag } },
      { error: 'PreconditionFailed', more: { Key: 'kept', IfNoneMatch: '*' } },
      { error: 'NoSuchKey', more: { Key: 'c', CopySource: `${Bucket}/none` } },
      { error: 'NoSuchBucket', more: { Key: 'c', CopySource: 'no-such-one/none' } },
      { error: 'InvalidArgument', more: { Key: 'c', CopySource: Bucket } },
    ];
    for (const { error, more } of refused) {
      const copy = client.send(new CopyObjectCommand({ ...source, ...more }));
      await expect(copy, error).rejects.toMatchObject({ name: error });
    }
    // A copy lives on without its source.
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a b' }));
    expect(String(await bytesOf(await client.send(new GetObjectCommand({ Bucket, Key: 'kept' }))))).toBe('x');
  });

  it('are read through presigned URLs', async () => {
    const Bucket = await bucketOf('presigned');
    const put = await getSignedUrl(
      client,
      new PutObjectCommand({ Bucket, Key: 'a/ü', Metadata: { m: 'v' } }),
      {
        expiresIn: 60,
      },
    );
    expect((await fetch(put, { method: 'PUT', body: 'presigned body' })).status).toBe(200);
    const get = await getSignedUrl(
      client,
      new GetObjectCommand({ Bucket, Key: 'a/ü', ResponseContentDisposition: 'attachment' }),
      { expiresIn: 60 },
    );
    const answer = await fetch(get);
    expect(answer.headers.get('content-disposition')).toBe('attachment');
    expect(answer.headers.get('x-amz-meta-m')).toBe('v');
    expect(await answer.text()).toBe('presigned body');
    expect((await fetch(get.replace('response-', 'Response-'))).status).toBe(403);
  });
});

describe('listings', () => {
  it('go through pages with every key once', async () => {
    const Bucket = await bucketOf('pages');
    const keys = Array.from({ length: 25 }, (_, index) => `d${index % 5}/f${index}`);
    await Promise.all(keys.map((Key) => client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))));
    const seen: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 7, ContinuationToken }));
      seen.push(...(page.Contents ?? []).map(({ Key }) => String(Key)));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(seen).toEqual([...keys].sort());

    const folders = await client.send(new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 2 }));
    expect(folders.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['d0/', 'd1/']);
    expect(folders).toMatchObject({ IsTruncated: true, NextMarker: 'd1/' });
    const rest = await client.send(
      new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: folders.NextMarker }),
    );
    expect(rest.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['d2/', 'd3/', 'd4/']);

    const after = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'd0/', StartAfter: 'd0/f15' }),
    );
    expect(after.Contents?.map(({ Key }) => Key)).toEqual(['d0/f20', 'd0/f5']);
    expect(after).toMatchObject({ KeyCount: 2, IsTruncated: false, StartAfter: 'd0/f15' });
    expect(await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }))).toMatchObject({
      KeyCount: 0,
      IsTruncated: false,
    });
  });
});

describe('multipart uploads', () => {
  const upload = async (Bucket: string, Key: string, more: object = {}) => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
    return { Bucket, Key, UploadId };
  };

  it('become one object without another copy of its bytes', async () => {
    const Bucket = await bucketOf('parts');
    const target = await upload(Bucket, 'big', { ContentType: 'x/y', Metadata: { m: '1' } });
    const bodies = [randomBytes(5 * mebibyte), randomBytes(5 * mebibyte + 1), randomBytes(10)];
    const parts = await Promise.all(
      bodies.map(async (Body, index) => {
        const PartNumber = index * 2 + 1;
        const { ETag } = await client.send(new UploadPartCommand({ ...target, PartNumber, Body }));
        return { PartNumber, ETag };
      }),
    );
    await client.send(new UploadPartCommand({ ...target, PartNumber: 9, Body: 'not in the end' }));
    const listed = await client.send(new ListPartsCommand({ ...target, MaxParts: 2 }));
    expect(listed).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '3', Parts: [{}, {}] });
    const rest = await client.send(
      new ListPartsCommand({ ...target, PartNumberMarker: listed.NextPartNumberMarker }),
    );
    expect(rest.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([5, 9]);

    const files = await test.countFiles();
    const done = await client.send(
      new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts: parts } }),
    );
    const md5s = Buffer.concat(bodies.map((body) => createHash('md5').update(body).digest()));
    expect(done.ETag).toBe(`"${md5(md5s)}-3"`);
    expect(await test.countFiles()).toBe(files - 1);

    const whole = Buffer.concat(bodies);
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'big' }));
    expect(got).toMatchObject({ ContentType: 'x/y', Metadata: { m: '1' }, ContentLength: whole.length });
    expect((await bytesOf(got)).equals(whole)).toBe(true);
    const across = await client.send(
      new GetObjectCommand({ Bucket, Key: 'big', Range: `bytes=${5 * mebibyte - 3}-${10 * mebibyte + 4}` }),
    );
    expect((await bytesOf(across)).equals(whole.subarray(5 * mebibyte - 3, 10 * mebibyte + 5))).toBe(true);
    const part = await client.send(new GetObjectCommand({ Bucket, Key: 'big', PartNumber: 3 }));
    expect(part).toMatchObject({ PartsCount: 3, ContentLength: 10 });
    expect(await bytesOf(part)).toEqual(bodies[2]);

    // The same Complete again has the same answer; the upload itself is over.
    const again = await client.send(
      new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts: parts } }),
    );
    expect(again.ETag).toBe(done.ETag);
    await expect(client.send(new ListPartsCommand(target))).rejects.toMatchObject({ name: 'NoSuchUpload' });

    await client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/big` }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'big' }));
    const copy = await client.send(new GetObjectCommand({ Bucket, Key: 'copy' }));
    expect((await bytesOf(copy)).equals(whole)).toBe(true);

    const second = await upload(Bucket, 'from-copies');
    const { CopyPartResult } = await client.send(
      new UploadPartCopyCommand({
        ...second,
        PartNumber: 1,
        CopySource: `${Bucket}/copy`,
        CopySourceRange: 'bytes=10-5242889',
      }),
    );
    await client.send(
      new CompleteMultipartUploadCommand({
        ...second,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag: CopyPartResult?.ETag }] },
      }),
    );
    const pieced = await client.send(new GetObjectCommand({ Bucket, Key: 'from-copies' }));
    expect((await bytesOf(pieced)).equals(whole.subarray(10, 5242890))).toBe(true);
  });

  it.each([
    { algorithm: 'CRC32', type: 'COMPOSITE' },
    { algorithm: 'SHA256', type: 'COMPOSITE' },
    { algorithm: 'CRC32C', type: 'FULL_OBJECT' },
    { algorithm: 'CRC64NVME', type: 'FULL_OBJECT' },
  ] as const)('have a $type $algorithm', async ({ algorithm, type }) => {
    const Bucket = await bucketOf(`mp-${algorithm.toLowerCase()}`);
    const target = await upload(Bucket, 'k', { ChecksumAlgorithm: algorithm, ChecksumType: type });
    const bodies = [randomBytes(5 * mebibyte), randomBytes(70_001)];
    const Parts = await Promise.all(
      bodies.map(async (Body, index) => {
        const PartNumber = index + 1;
        const sent = await client.send(
          new UploadPartCommand({ ...target, PartNumber, Body, ChecksumAlgorithm: algorithm }),
        );
        return { PartNumber, ETag: sent.ETag, [`Checksum${algorithm}`]: sent[`Checksum${algorithm}`] };
      }),
    );
    const done = await client.send(
      new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts } }),
    );
    expect(done.ChecksumType).toBe(type);
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' }));
    expect(got[`Checksum${algorithm}`]).toBe(done[`Checksum${algorithm}`]);
    // For a full-object checksum the SDK compares it with the bytes.
    expect((await bytesOf(got)).equals(Buffer.concat(bodies))).toBe(true);
  });

  it('are refused for every reason that S3 has', async () => {
    const Bucket = await bucketOf('refusals');
    const target = await upload(Bucket, 'k');
    const sent = await Promise.all(
      [1, 2].map((PartNumber) =>
        client.send(new UploadPartCommand({ ...target, PartNumber, Body: 'small' })),
      ),
    );
    const [one, two] = sent.map(({ ETag }, index) => ({ PartNumber: index + 1, ETag }));
    const complete = (Parts: object[], more: object = {}) =>
      client.send(new CompleteMultipartUploadCommand({ ...target, ...more, MultipartUpload: { Parts } }));
    await expect(complete([two as object, one as object])).rejects.toMatchObject({
      name: 'InvalidPartOrder',
    });
    await expect(complete([one as object, one as object])).rejects.toMatchObject({
      name: 'InvalidPartOrder',
    });
    await expect(complete([one as object, two as object])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(complete([{ ...one, ETag: '"00"' }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete([{ ...one, PartNumber: 3 }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete([])).rejects.toMatchObject({ name: 'MalformedXML' });
    await expect(complete([one as object], { UploadId: 'x' })).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'first' }));
    await expect(complete([one as object], { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await complete([one as object]);
    expect(String(await bytesOf(await client.send(new GetObjectCommand({ Bucket, Key: 'k' }))))).toBe(
      'small',
    );
    await expect(
      client.send(new UploadPartCommand({ ...target, PartNumber: 1, Body: 'late' })),
    ).rejects.toMatchObject({ name: 'NoSuchUpload' });
    await expect(
      client.send(new UploadPartCommand({ ...target, PartNumber: 10_001, Body: 'x' })),
    ).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('are listed and aborted', async () => {
    const Bucket = await bucketOf('pending');
    const before = await test.countFiles();
    const uploads = [];
    for (const Key of ['a/1', 'a/1', 'a/2', 'b', 'c/d/e']) uploads.push(await upload(Bucket, Key));
    await client.send(new UploadPartCommand({ ...uploads[0], PartNumber: 1, Body: 'x' } as never));
    const flat = await client.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(flat.Uploads?.map(({ UploadId }) => UploadId)).toEqual(uploads.map(({ UploadId }) => UploadId));
    const folders = await client.send(new ListMultipartUploadsCommand({ Bucket, Delimiter: '/' }));
    expect(folders.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/', 'c/']);
    expect(folders.Uploads?.map(({ Key }) => Key)).toEqual(['b']);
    const first = await client.send(new ListMultipartUploadsCommand({ Bucket, MaxUploads: 1, Prefix: 'a/' }));
    const next = await client.send(
      new ListMultipartUploadsCommand({
        Bucket,
        Prefix: 'a/',
        KeyMarker: first.NextKeyMarker,
        UploadIdMarker: first.NextUploadIdMarker,
      }),
    );
    expect(next.Uploads?.map(({ UploadId }) => UploadId)).toEqual([
      uploads[1]?.UploadId,
      uploads[2]?.UploadId,
    ]);

    for (const target of uploads) await client.send(new AbortMultipartUploadCommand(target));
    await expect(client.send(new AbortMultipartUploadCommand(uploads[0] as never))).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
    expect((await client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads).toBeUndefined();
    await expect.poll(() => test.countFiles()).toBe(before);
  });
});
