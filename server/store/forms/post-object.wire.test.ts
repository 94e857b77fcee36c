import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatAmzDate } from '../auth/credential-scope.ts';
import { sign, signingKey } from '../auth/signature.ts';
import { rawRequest, signedHeaders } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

let test: TestStore;
let minio: TestStore;

beforeAll(async () => {
  test = await startTestStore();
  minio = await startTestStore({ profile: 'minio' });
  for (const { port } of [test, minio]) await rawRequest({ port }, { method: 'PUT', url: '/photos' });
});

afterAll(async () => {
  await test.close();
  await minio.close();
});

type Fields = Record<string, string>;

interface Form {
  fields?: Fields;
  /** Beside those that say who signed, and for which bucket. */
  conditions?: unknown[];
  policy?: Fields;
  file?: string | Buffer;
  filename?: string;
  accessKeyId?: string;
  secretAccessKey?: string;
  /** What is sent instead of what was signed. */
  changed?: Fields;
}

const inOneHour = () => new Date(Date.now() + 3_600_000).toISOString();

/** The fields that a server gives to a page, for the page's form. */
function signedFields({ conditions = [], policy = {}, ...signedBy }: Form): Fields {
  const { accessKeyId, secretAccessKey } = { ...testCredentials, ...signedBy };
  const amzDate = formatAmzDate(Date.now());
  const scope = `${amzDate.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const signer = {
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `${accessKeyId}/${scope}`,
    'x-amz-date': amzDate,
  };
  const text = JSON.stringify({
    expiration: inOneHour(),
    conditions: [
      { bucket: 'photos' },
      ...Object.entries(signer).map((pair) => Object.fromEntries([pair])),
      ...conditions,
    ],
    ...policy,
  });
  const base64 = Buffer.from(text).toString('base64');
  const key = signingKey(secretAccessKey, scope);
  return { ...signer, policy: base64, 'x-amz-signature': sign({ key }, base64) };
}

async function post(form: Form, to: TestStore = test): Promise<Response> {
  const body = new FormData();
  const fields = { ...signedFields(form), ...form.fields, ...form.changed };
  for (const [name, value] of Object.entries(fields)) if (value !== '-') body.append(name, value);
  if (form.file !== undefined) body.append('file', new Blob([form.file]), form.filename ?? 'photo.png');
  return fetch(`${to.origin}/photos`, { method: 'POST', body, redirect: 'manual' });
}

const get = (key: string, to: TestStore = test) => rawRequest(to, { url: `/photos/${key}` });
const codeOf = (body: string) => /<Code>(.*?)<\/Code>/.exec(body)?.[1];

describe('a form', () => {
  it('stores its file as its fields say', async () => {
    const fields = {
      key: 'a b/ü.txt',
      'Content-Type': 'text/plain',
      'Cache-Control': 'no-store',
      'x-amz-meta-Name': 'grün',
      'x-ignore-this': 'ignored',
    };
    const conditions = [
      ['starts-with', '$key', 'a b/'],
      ['starts-with', '$Content-Type', 'text/'],
      { 'cache-control': 'no-store' },
      ['starts-with', '$x-amz-meta-name', ''],
      ['content-length-range', 5, 5],
    ];
    const answer = await post({ fields, conditions, file: 'hello' });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('etag')).toBe('"5d41402abc4b2a76b9719d911017c592"');
    expect(answer.headers.get('location')).toBe(`${test.origin}/photos/a%20b/%C3%BC.txt`);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const stored = await get('a%20b/%C3%BC.txt');
    expect(stored).toMatchObject({ status: 200, body: 'hello' });
    expect(stored.headers).toMatchObject({
      'content-type': 'text/plain',
      'cache-control': 'no-store',
      'x-amz-meta-name': Buffer.from('grün').toString('latin1'),
    });
  });

  it('stores a large file and an empty one whole', async () => {
    const large = randomBytes(9_000_001);
    for (const [key, file] of [
      ['large', large],
      ['empty', ''],
    ] as const) {
      expect((await post({ fields: { key }, conditions: [{ key }], file })).status).toBe(204);
    }
    const answer = await fetch(`${test.origin}/photos/large`, {
      headers: signedHeaders(test, { url: '/photos/large' }),
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(large)).toBe(true);
    expect(await get('empty')).toMatchObject({ status: 200, body: '' });
  });

  it('gives the key its file name', async () => {
    const key = ['up/$', '{filename}'].join('');
    const conditions = [['starts-with', '$key', 'up/']];
    const answer = await post({ fields: { key }, conditions, file: 'x', filename: 'C:\\pictures\\cat.png' });
    expect(answer.headers.get('location')).toBe(`${test.origin}/photos/up/cat.png`);
  });

  it.each([
    { status: '200', expected: 200 },
    { status: '201', expected: 201 },
    { status: '204', expected: 204 },
    { status: '404', expected: 204 },
  ])('asks for the status $status and gets $expected', async ({ status, expected }) => {
    const fields = { key: 'answered', success_action_status: status };
    const answer = await post({
      fields,
      conditions: [{ key: 'answered' }, { success_action_status: status }],
      file: 'x',
    });
    expect(answer.status).toBe(expected);
    const document =
      /<PostResponse><Location>.*\/photos\/answered<\/Location><Bucket>photos<\/Bucket><Key>answered<\/Key>/;
    const text = await answer.text();
    if (expected === 201) expect(text).toMatch(document);
    else expect(text).toBe('');
  });

  it('asks to go to another page', async () => {
    const page = 'https://site.example/done';
    const answer = await post({
      fields: { key: 'k', success_action_redirect: page },
      conditions: [{ key: 'k' }, ['starts-with', '$success_action_redirect', page]],
      file: 'x',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(
      `${page}?bucket=photos&key=k&etag=%229dd4e461268c8034f5c8564e155c67a6%22`,
    );
  });

  it('carries tags and a checksum', async () => {
    const tagging = '<Tagging><TagSet><Tag><Key>kind</Key><Value>cat</Value></Tag></TagSet></Tagging>';
    const fields = { key: 'tagged', tagging, 'x-amz-checksum-crc32': 'NhCmhg==' };
    const conditions = [{ key: 'tagged' }, { tagging }, ['starts-with', '$x-amz-checksum-crc32', '']];
    const answer = await post({ fields, conditions, file: 'hello' });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('x-amz-checksum-crc32')).toBe('NhCmhg==');
    expect((await get('tagged')).headers).toMatchObject({ 'x-amz-tagging-count': '1' });
    const wrong = await post({ fields, conditions, file: 'jello' });
    expect({ status: wrong.status, code: codeOf(await wrong.text()) }).toEqual({
      status: 400,
      code: 'BadDigest',
    });
  });

  it("encrypts with the customer's key", async () => {
    const key = Buffer.from('32byteslongsecretkeymustprovided');
    const sse = {
      'x-amz-server-side-encryption-customer-algorithm': 'AES256',
      'x-amz-server-side-encryption-customer-key': key.toString('base64'),
      'x-amz-server-side-encryption-customer-key-md5': '7PpPLAK26ONlVUGOWlusfg==',
    };
    const conditions = [{ key: 'secret' }, ...Object.entries(sse).map((pair) => Object.fromEntries([pair]))];
    const answer = await post({ fields: { key: 'secret', ...sse }, conditions, file: 'hello' });
    expect(answer.status).toBe(204);
    expect((await get('secret')).status).toBe(400);
    expect(await rawRequest(test, { url: '/photos/secret', headers: sse })).toMatchObject({ body: 'hello' });
  });

  it('without a signature is as good as an anonymous PUT', async () => {
    const anonymous = Object.fromEntries(Object.keys(signedFields({})).map((name) => [name, '-']));
    const form = { fields: { key: 'open/k' }, file: 'hello', changed: anonymous };
    expect((await post(form)).status).toBe(403);
    const policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::photos/open/*' },
      ],
    });
    const put = await rawRequest(test, { method: 'PUT', url: '/photos?policy', body: policy });
    expect(put.status).toBe(204);
    expect((await post(form)).status).toBe(204);
    expect((await post({ ...form, fields: { key: 'closed/k' } })).status).toBe(403);
  });
});

describe('a form that is refused stores nothing', () => {
  const good = { fields: { key: 'refused' }, conditions: [{ key: 'refused' }], file: 'hello' };

  it.each<{ what: string; form: Form; status: number; code: string; minio?: string }>([
    {
      what: 'a wrong secret',
      form: { ...good, secretAccessKey: 'another' },
      status: 403,
      code: 'SignatureDoesNotMatch',
    },
    {
      what: 'another key id',
      form: { ...good, accessKeyId: 'nobody' },
      status: 403,
      code: 'InvalidAccessKeyId',
    },
    {
      what: 'a policy that was changed',
      form: { ...good, changed: { policy: 'e30=' } },
      status: 403,
      code: 'SignatureDoesNotMatch',
    },
    {
      what: 'no signature',
      form: { ...good, changed: { 'x-amz-signature': '-' } },
      status: 400,
      code: 'InvalidArgument',
      minio: 'SignatureDoesNotMatch',
    },
    {
      what: 'a policy that has expired',
      form: { ...good, policy: { expiration: '2020-01-01T00:00:00Z' } },
      status: 403,
      code: 'AccessDenied',
    },
    {
      what: 'an expiration that is none',
      form: { ...good, policy: { expiration: 'tomorrow' } },
      status: 400,
      code: 'InvalidPolicyDocument',
      minio: 'PostPolicyInvalidKeyName',
    },
    {
      what: 'a key that the policy does not allow',
      form: { ...good, changed: { key: 'other' } },
      status: 403,
      code: 'AccessDenied',
    },
    {
      what: 'a field that the policy does not name',
      form: { ...good, changed: { 'x-amz-meta-more': '1' } },
      status: 403,
      code: 'AccessDenied',
    },
    {
      what: 'a policy for another bucket',
      form: { ...good, policy: { conditions: [{ bucket: 'other' }, { key: 'refused' }] as never } },
      status: 403,
      code: 'AccessDenied',
    },
    {
      what: 'too large a file',
      form: { ...good, conditions: [{ key: 'refused' }, ['content-length-range', 0, 4]] },
      status: 400,
      code: 'EntityTooLarge',
    },
    {
      what: 'too small a file',
      form: { ...good, conditions: [{ key: 'refused' }, ['content-length-range', 6, 10]] },
      status: 400,
      code: 'EntityTooSmall',
    },
    {
      what: 'no key',
      form: { ...good, fields: {}, conditions: [] },
      status: 400,
      code: 'InvalidArgument',
      minio: 'MalformedPOSTRequest',
    },
    {
      what: 'no file',
      form: { ...good, file: undefined },
      status: 400,
      code: 'InvalidArgument',
      minio: 'MalformedPOSTRequest',
    },
    {
      what: 'a key that is too long',
      form: { fields: { key: 'k'.repeat(1025) }, conditions: [['starts-with', '$key', '']], file: 'x' },
      status: 400,
      code: 'KeyTooLongError',
    },
    {
      what: 'fields that are too large',
      form: { ...good, changed: { 'x-ignore-a': 'a'.repeat(21_000) } },
      status: 400,
      code: 'MaxPostPreDataLengthExceeded',
      minio: 'MalformedPOSTRequest',
    },
    {
      what: 'a header inside a value',
      form: {
        fields: { key: 'refused', 'x-amz-meta-a': 'a\r\nx-b: c' },
        conditions: [{ key: 'refused' }, ['starts-with', '$x-amz-meta-a', '']],
        file: 'x',
      },
      status: 400,
      code: 'InvalidArgument',
    },
    {
      what: 'a public ACL',
      form: {
        fields: { key: 'refused', acl: 'public-read' },
        conditions: [{ key: 'refused' }, { acl: 'public-read' }],
        file: 'x',
      },
      status: 400,
      code: 'AccessControlListNotSupported',
      minio: 'NotImplemented',
    },
  ])('$what: $code', async ({ form, status, code, minio: minioCode }) => {
    const answer = await post(form);
    expect({ status: answer.status, code: codeOf(await answer.text()) }).toEqual({ status, code });
    expect(codeOf(await (await post(form, minio)).text())).toBe(minioCode ?? code);
    for (const store of [test, minio]) expect((await get('refused', store)).status).toBe(404);
  });

  it('also when it is too large by much', async () => {
    const files = await test.countFiles();
    const conditions = [{ key: 'refused' }, ['content-length-range', 0, 1_000_000]];
    const answer = await post({ ...good, conditions, file: Buffer.alloc(20_000_000) });
    expect(codeOf(await answer.text())).toBe('EntityTooLarge');
    expect(await test.countFiles()).toBe(files);
  });

  it.each([
    { what: 'that breaks off', body: '--B\r\nContent-Disposition: form-data; name="key"\r\n\r\nrefused\r\n' },
    { what: 'that is nothing', body: '' },
    { what: 'that is no form', body: 'hello' },
  ])('$what', async ({ body }) => {
    const answer = await rawRequest(test, {
      method: 'POST',
      url: '/photos',
      headers: { 'content-type': 'multipart/form-data; boundary=B' },
      body,
      signed: false,
    });
    expect(answer.status).toBe(400);
    expect(['MalformedPOSTRequest', 'InvalidArgument']).toContain(codeOf(answer.body));
  });

  it('as one to a bucket that is not there', async () => {
    const body = new FormData();
    body.append('key', 'k');
    body.append('file', new Blob(['x']), 'f');
    expect((await fetch(`${test.origin}/no-such-bucket`, { method: 'POST', body })).status).toBe(404);
  });
});

it('MinIO stores a key without the slashes in front of it', async () => {
  const form = { fields: { key: '//slashed' }, conditions: [['starts-with', '$key', '']], file: 'x' };
  expect((await post(form, minio)).headers.get('location')).toBe(`${minio.origin}/photos/slashed`);
  expect((await post(form)).headers.get('location')).toBe(`${test.origin}/photos///slashed`);
});
