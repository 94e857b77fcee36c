import { createHash, randomBytes } from 'node:crypto';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { type Fields, postForm, type WantAnswer } from './testing/want-client.ts';

const user = { accessKeyId: 'wanda', secretAccessKey: 'wanda-secret' };
const blockBytes = 102_400;

let test: TestStore;
let client: S3Client;

beforeAll(async () => {
  test = await startTestStore({ users: [user] });
  client = new S3Client({
    endpoint: test.origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });
  await client.send(new CreateBucketCommand({ Bucket: 'demo' }));
});

afterAll(async () => {
  client.destroy();
  await test.close();
});

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

interface Begun {
  id: string;
  uploadId: string;
}
type Part = { partNumber: number; eTag: string };

const encodeParts = (parts: readonly Part[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

async function begin(fields: Fields, policy: Record<string, unknown> = {}): Promise<WantAnswer> {
  return postForm(test, 'blockInit.json', { dir: '/big', ...fields }, policy);
}

const upload = (
  { id, uploadId }: Begun,
  partNumber: number,
  content: Buffer | string,
  rest: Fields = {},
  policy = {},
) =>
  postForm(test, 'blockUpload', { id, uploadId, partNumber: String(partNumber), ...rest, content }, policy);

const complete = ({ id, uploadId }: Begun, parts: readonly Part[], rest: Fields = {}, policy = {}) =>
  postForm(test, 'blockComplete.json', { id, uploadId, parts: encodeParts(parts), ...rest }, policy);

async function readKey(Key: string, Bucket = 'demo') {
  const answer = await client.send(new GetObjectCommand({ Bucket, Key }));
  return { ...answer, bytes: Buffer.from((await answer.Body?.transformToByteArray()) ?? []) };
}

const isThere = (Key: string) =>
  client.send(new HeadObjectCommand({ Bucket: 'demo', Key })).then(
    () => true,
    () => false,
  );

/** A file of three blocks and a bit, and what the store answered to each. */
async function sendBlocks(name: string, size = 3 * blockBytes + 5, policy: Record<string, unknown> = {}) {
  const content = randomBytes(size);
  const first = content.subarray(0, blockBytes);
  const begun = await begin({ name, size: String(first.length), md5: md5(first), content: first }, policy);
  const numbers = Array.from({ length: Math.ceil(size / blockBytes) - 1 }, (_, index) => index + 2);
  // All at once, the last first.
  const answers = await Promise.all(
    numbers.toReversed().map((number) => {
      const block = content.subarray((number - 1) * blockBytes, number * blockBytes);
      return upload(begun.body, number, block, { size: String(block.length), md5: md5(block) }, policy);
    }),
  );
  const parts = [begun, ...answers.reverse()].map(
    ({ body }): Part => ({ partNumber: body.partNumber, eTag: body.eTag }),
  );
  return { content, begun: begun.body, answers, parts };
}

describe('a file in blocks', () => {
  it('is one object of S3, whatever order its blocks came in', async () => {
    const { content, begun, answers, parts } = await sendBlocks('film.mp4');
    expect(begun).toEqual({
      code: 'OK',
      message: 'OK',
      requestId: expect.any(String),
      id: expect.any(String),
      uploadId: expect.any(String),
      partNumber: 1,
      eTag: md5(content.subarray(0, blockBytes)).toUpperCase(),
      dir: '/big',
      name: 'film.mp4',
    });
    expect(answers.map(({ body }) => body)).toMatchObject(
      [2, 3, 4].map((partNumber) => ({
        code: 'OK',
        id: begun.id,
        uploadId: begun.uploadId,
        partNumber,
        eTag: md5(content.subarray((partNumber - 1) * blockBytes, partNumber * blockBytes)).toUpperCase(),
        dir: '/big',
        name: 'film.mp4',
      })),
    );
    expect(await isThere('big/film.mp4')).toBe(false);

    const { status, body } = await complete(begun, parts, { md5: md5(content) });
    expect(status).toBe(200);
    expect(body).toEqual({
      code: 'OK',
      message: 'OK',
      requestId: expect.any(String),
      namespace: 'demo',
      dir: '/big',
      name: 'film.mp4',
      url: `${test.origin}/demo/big/film.mp4`,
      fileSize: content.length,
      fileModified: expect.any(Number),
      eTag: md5(content).toUpperCase(),
      mimeType: 'video/mp4',
      isImage: false,
      uploadId: begun.uploadId,
    });
    const object = await readKey('big/film.mp4');
    expect(object.bytes.equals(content)).toBe(true);
    expect(object).toMatchObject({ ContentType: 'video/mp4', ETag: `"${md5(content)}"` });

    // A client that lost the answer asks again.
    const again = await complete(begun, parts, { md5: md5(content) });
    expect(again.body).toEqual({ ...body, requestId: expect.any(String) });
  });

  it('without the md5 of the whole has the ETag of its parts, as S3 has it', async () => {
    const { content, begun, parts } = await sendBlocks('parts.bin');
    const digests = Buffer.concat(parts.map(({ eTag }) => Buffer.from(eTag, 'hex')));
    const { body } = await complete(begun, parts);
    expect(body).toMatchObject({ code: 'OK', eTag: `${md5(digests).toUpperCase()}-4` });
    expect((await readKey('big/parts.bin')).bytes.equals(content)).toBe(true);
  });

  it('may be one small block', async () => {
    const { body } = await begin({ name: 'one', 'meta-a': 'b', content: 'hello' });
    const done = await complete(body, [body]);
    expect(done.body).toMatchObject({
      code: 'OK',
      fileSize: 5,
      eTag: md5(Buffer.from('hello')).toUpperCase(),
    });
    expect(await readKey('big/one')).toMatchObject({ Metadata: { a: 'b' } });
  });

  it('takes a block that is sent again in the place of the first', async () => {
    const { content, begun, parts } = await sendBlocks('again.bin');
    const other = randomBytes(blockBytes);
    const { body } = await upload(begun, 3, other);
    expect((await complete(begun, parts)).body).toMatchObject({ code: 'InvalidPart' });
    const done = await complete(begun, parts.with(2, { partNumber: 3, eTag: body.eTag }));
    expect(done.body).toMatchObject({ code: 'OK' });
    const expected = Buffer.from(content);
    other.copy(expected, 2 * blockBytes);
    expect((await readKey('big/again.bin')).bytes.equals(expected)).toBe(true);
  });

  it('is encrypted where the bucket says so', async () => {
    await client.send(new CreateBucketCommand({ Bucket: 'sealed' }));
    await client.send(
      new PutBucketEncryptionCommand({
        Bucket: 'sealed',
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      }),
    );
    const { content, begun, parts } = await sendBlocks('s.bin', 2 * blockBytes + 1, { namespace: 'sealed' });
    const done = await complete(begun, parts, { md5: md5(content) }, { namespace: 'sealed' });
    expect(done.body).toMatchObject({ code: 'OK', eTag: md5(content).toUpperCase() });
    const object = await readKey('big/s.bin', 'sealed');
    expect(object.bytes.equals(content)).toBe(true);
    expect(object.ServerSideEncryption).toBe('AES256');
  });

  it('knows its variables to the end', async () => {
    const { body } = await begin(
      {
        name: 'v.png',
        'var-who': 'me',
        content: Buffer.from('89504e470d0a1a0a0000000d494844520000012c000000c8', 'hex'),
      },
      { dir: '/${var-who}' },
    );
    expect(body).toMatchObject({ dir: '/me' });
    const policy = {
      dir: '/${var-who}',
      returnBody: '{"w":${width},"u":"${var-who}","s":${size},"d":"${dir}"}',
    };
    expect((await complete(body, [body], {}, policy)).body).toEqual({ w: 300, u: 'me', s: 24, d: '/me' });
  });
});

describe('blocks that are refused', () => {
  it('with a wrong md5 begin nothing and add nothing', async () => {
    const files = await test.countFiles();
    const wrong = md5(Buffer.from('other'));
    expect(await begin({ name: 'w', md5: wrong, content: 'x' })).toMatchObject({
      status: 400,
      body: { code: 'Md5NotMatch' },
    });
    const { body } = await begin({ name: 'w', content: 'x' });
    expect(await upload(body, 2, 'y', { md5: wrong })).toMatchObject({
      status: 400,
      body: { code: 'Md5NotMatch' },
    });
    expect(await test.countFiles()).toBe(files + 1);
    expect(await complete(body, [body], { md5: wrong })).toMatchObject({
      status: 400,
      body: { code: 'Md5NotMatch' },
    });
    expect(await isThere('big/w')).toBe(false);
  });

  it('of a wrong number or size', async () => {
    const { body } = await begin({ name: 'n', content: Buffer.alloc(blockBytes) });
    for (const number of [0, 1, 10_001, 1.5]) {
      expect(await upload(body, number, 'x')).toMatchObject({
        status: 400,
        body: { code: 'InvalidArgument' },
      });
    }
    const large = Buffer.alloc(10_485_761);
    expect(await upload(body, 2, large)).toMatchObject({ status: 413, body: { code: 'FileSizeExceed' } });
    expect(await begin({ name: 'large', content: large })).toMatchObject({ status: 413 });
    expect(await upload(body, 2, large.subarray(1))).toMatchObject({ status: 200 });
  });

  it('in a list that does not make the file', async () => {
    const { begun, parts } = await sendBlocks('list.bin', 2 * blockBytes + 5);
    const [first, second, third] = parts as [Part, Part, Part];
    const lists: Part[][] = [
      [second, first, third],
      [first, third],
      [first, second],
      [first, second, { ...third, eTag: first.eTag }],
      [...parts, { partNumber: 4, eTag: first.eTag }],
    ];
    for (const list of lists) {
      expect(await complete(begun, list)).toMatchObject({ status: 400, body: { code: 'InvalidPart' } });
    }
    expect(await complete(begun, [])).toMatchObject({ status: 400, body: { code: 'InvalidArgument' } });
    expect(await isThere('big/list.bin')).toBe(false);
  });

  it('that are too small before the last', async () => {
    const { body } = await begin({ name: 'small', content: Buffer.alloc(blockBytes - 1) });
    const last = await upload(body, 2, 'x');
    expect(await complete(body, [body, last.body])).toMatchObject({
      status: 400,
      body: { code: 'InvalidPart' },
    });
  });

  it('by the limits of the token that completes them', async () => {
    const { body } = await begin({ name: 'limit.txt', content: 'hello' });
    expect(await complete(body, [body], {}, { sizeLimit: 4 })).toMatchObject({ status: 413 });
    expect(await complete(body, [body], {}, { mimeLimit: 'image/*' })).toMatchObject({ status: 415 });
    expect(await complete(body, [body], {}, { dir: '/other' })).toMatchObject({ status: 403 });
    expect(await complete(body, [body], {}, { name: 'other' })).toMatchObject({ status: 403 });
    expect(await complete(body, [body], {}, { dir: 'big/', name: 'limit.txt' })).toMatchObject({
      status: 200,
    });
  });

  it('when another file came first and either token says insertOnly', async () => {
    const [begun, other] = [
      await begin({ name: 'first', content: 'x' }, { insertOnly: 1 }),
      await begin({ name: 'first', content: 'y' }),
    ];
    await client.send(new PutObjectCommand({ Bucket: 'demo', Key: 'big/first', Body: 'z' }));
    expect(await complete(begun.body, [begun.body])).toMatchObject({
      status: 409,
      body: { code: 'FileAlreadyExist' },
    });
    expect(await complete(other.body, [other.body], {}, { insertOnly: 1 })).toMatchObject({ status: 409 });
    expect(await begin({ name: 'first', content: 'x' }, { insertOnly: 1 })).toMatchObject({ status: 409 });
    expect((await readKey('big/first')).bytes.toString()).toBe('z');
  });

  it('when their names want a size that is not known', async () => {
    expect(await begin({ content: 'x' }, { name: '${size}' })).toMatchObject({ status: 400 });
  });

  it('of uploads that are not, or not of this account or protocol', async () => {
    const { body } = await begin({ name: 'mine', content: 'x' });
    const s3 = await client.send(new CreateMultipartUploadCommand({ Bucket: 'demo', Key: 'big/s3' }));
    const strangers: [Begun, typeof user | undefined][] = [
      [{ id: body.id, uploadId: 'x' }, undefined],
      [{ id: body.id, uploadId: '0'.repeat(44) }, undefined],
      [{ id: 'AAAA', uploadId: body.uploadId }, undefined],
      [{ id: '%', uploadId: body.uploadId }, undefined],
      [{ id: Buffer.alloc(5000).toString('base64url'), uploadId: body.uploadId }, undefined],
      [{ id: Buffer.from('big/s3').toString('base64url'), uploadId: s3.UploadId ?? '' }, undefined],
      [body, user],
    ];
    for (const [{ id, uploadId }, keys] of strangers) {
      const fields = { id, uploadId, partNumber: '2', content: 'y' };
      const answer = await postForm(test, 'blockUpload', fields, {}, { keys });
      expect(answer).toMatchObject({ status: 404, body: { code: 'UploadIdNotExist' } });
    }
    expect(await postForm(test, 'blockUpload', { partNumber: '2', content: 'y' })).toMatchObject({
      status: 400,
    });
  });
});

describe('a cancelled upload', () => {
  it('is gone with its blocks', async () => {
    const files = await test.countFiles();
    const { begun, parts } = await sendBlocks('cancelled.bin');
    const uploads = () =>
      client.send(new ListMultipartUploadsCommand({ Bucket: 'demo', Prefix: 'big/cancelled' }));
    expect((await uploads()).Uploads).toHaveLength(1);
    const { id, uploadId } = begun;
    const cancelled = await postForm(test, 'blockCancel', { id, uploadId });
    expect(cancelled).toMatchObject({
      status: 200,
      body: { code: 'OK', message: 'OK', requestId: expect.any(String) },
    });
    expect((await uploads()).Uploads ?? []).toEqual([]);
    await expect.poll(() => test.countFiles()).toBe(files);
    for (const answer of [
      await postForm(test, 'blockCancel', { id, uploadId }),
      await complete(begun, parts),
      await upload(begun, 2, 'x'),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'UploadIdNotExist' } });
    }
    expect(await test.countFiles()).toBe(files);
  });
});
