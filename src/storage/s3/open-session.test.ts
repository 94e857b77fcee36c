import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import {
  type SessionOptions,
  type SessionRequest,
  sessionForm,
  sessionProblems,
} from '../credentials/session-request.ts';
import { StorageError } from '../errors.ts';
import { createFakeTransport, type FakeTransport } from '../testing/fake-transport.ts';
import { openSession } from './open-session.ts';

/** The moment of the signing vectors. */
const now = Date.parse('2023-11-14T22:13:20Z');
let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

const keys = { accessKeyId: 'A', secretAccessKey: 'S' };
const roleRequest: SessionRequest = {
  method: 'assume-role',
  endpoint: 'http://localhost:9000',
  region: 'us-east-1',
  credentials: keys,
  options: {},
};
const tokenRequest: SessionRequest = {
  method: 'web-identity',
  endpoint: 'https://sts.example.com/sts',
  region: 'us-east-1',
  token: 'header.payload.signature',
  options: {},
};

function open(request: SessionRequest = roleRequest, signal?: AbortSignal) {
  return openSession(request, { signal }, { transport: network.transport, now: () => now });
}

function sessionXml(action = 'AssumeRole', expiration = '2023-11-14T23:13:20Z', more = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result><AssumedRoleUser><Arn></Arn><AssumeRoleId></AssumeRoleId></AssumedRoleUser><Credentials><AccessKeyId>TEMP</AccessKeyId><SecretAccessKey>a&amp;b</SecretAccessKey><Expiration>${expiration}</Expiration><SessionToken>token</SessionToken></Credentials>${more}</${action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`;
}

function errorXml(code: string, message = ''): string {
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type></Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>17F</RequestId></ErrorResponse>`;
}

describe('AssumeRole', () => {
  it('is a form posted to the root, signed for the service sts', async () => {
    const pending = open({ ...roleRequest, options: { duration: 3600 } });
    const { request, url, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({
      method: 'POST',
      body: 'Action=AssumeRole&Version=2011-06-15&DurationSeconds=3600',
    });
    expect(url.href).toBe('http://localhost:9000/');
    // s3.md, vector V7: checked against a live MinIO.
    expect(request.headers.authorization).toBe(
      'AWS4-HMAC-SHA256 Credential=A/20231114/us-east-1/sts/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date, Signature=3f476a22237ab3fc80b310019d60a78fd6f2044a3fbdc1d9101425ab07433c13',
    );
    expect(request.headers).not.toHaveProperty('host');
    respondWith({ body: sessionXml() });
    expect(await pending).toEqual({
      credentials: {
        accessKeyId: 'TEMP',
        secretAccessKey: 'a&b',
        sessionToken: 'token',
        expiresAt: new Date('2023-11-14T23:13:20Z'),
      },
    });
  });

  it.each([
    ['AccessDenied', 403, 'access-denied'],
    ['InvalidClientTokenId', 403, 'invalid-access-key'],
    ['SignatureDoesNotMatch', 403, 'signature-mismatch'],
    ['InvalidParameterValue', 400, 'invalid-argument'],
    ['MalformedPolicyDocument', 400, 'invalid-argument'],
    ['STSNotInitialized', 503, 'server-error'],
    ['Throttling', 400, 'too-busy'],
  ])('a refusal with %s', async (serviceCode, status, code) => {
    const pending = open();
    (await network.nextRequest()).respondWith({ status, body: errorXml(serviceCode, 'Because.') });
    const error = await pending.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ code, status, serviceCode, serviceMessage: 'Because.', requestId: '17F' });
    // Nothing that was sent stands in it.
    expect(JSON.stringify(error) + (error as Error).message).not.toContain(keys.secretAccessKey.repeat(2));
  });

  it('a server without STS answers as S3 does, or as a web page', async () => {
    const pending = open();
    const body = '<Error><Code>NotImplemented</Code><Message>No.</Message></Error>';
    (await network.nextRequest()).respondWith({ status: 501, body });
    await expect(pending).rejects.toMatchObject({ code: 'not-supported', serviceCode: 'NotImplemented' });

    const page = open();
    (await network.nextRequest()).respondWith({ status: 200, body: '<!doctype html><p>Hello' });
    await expect(page).rejects.toMatchObject({ code: 'not-s3' });
  });

  it.each([
    ['cut off', sessionXml().slice(0, 300)],
    ['another document', '<ListAllMyBucketsResult></ListAllMyBucketsResult>'],
    ['no end named', sessionXml('AssumeRole', '')],
    ['an end that is no date', sessionXml('AssumeRole', 'soon')],
    ['empty', ''],
  ])('an answer that cannot be read: %s', async (_name, body) => {
    const pending = open();
    (await network.nextRequest()).respondWith({ body });
    await expect(pending).rejects.toMatchObject({ code: 'not-s3' });
  });

  it.each([
    'AccessDenied', // MinIO
    'SignatureDoesNotMatch', // AWS
  ])('a wrong clock (%s) is put right once, and the end is told by this clock', async (serviceCode) => {
    const pending = open();
    const date = 'Tue, 14 Nov 2023 23:13:20 GMT'; // an hour ahead of ours
    (await network.nextRequest()).respondWith({
      status: 403,
      headers: { date },
      body: errorXml(serviceCode, 'The difference is too large'),
    });
    const again = await network.nextRequest();
    expect(again.request.headers['x-amz-date']).toBe('20231114T231320Z');
    again.respondWith({ body: sessionXml('AssumeRole', '2023-11-15T00:13:20Z') });
    expect((await pending).credentials.expiresAt).toEqual(new Date('2023-11-14T23:13:20Z'));

    const hopeless = open();
    for (const _attempt of [1, 2]) {
      const refused = { status: 403, headers: { date }, body: errorXml(serviceCode) };
      (await network.nextRequest()).respondWith(refused);
    }
    await expect(hopeless).rejects.toMatchObject({ code: 'clock-skew', clockOffset: 3_600_000 });
  });

  it('ends with its signal', async () => {
    const controller = new AbortController();
    const pending = open(roleRequest, controller.signal);
    await network.nextRequest();
    controller.abort();
    await expect(pending).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('AssumeRoleWithWebIdentity', () => {
  it('is not signed, goes to an endpoint of its own, and tells whose the token is', async () => {
    const pending = open(tokenRequest);
    const { request, url, respondWith } = await network.nextRequest();
    expect(url.href).toBe('https://sts.example.com/sts/');
    expect(request.headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' });
    expect(request.body).toBe(
      'Action=AssumeRoleWithWebIdentity&Version=2011-06-15&WebIdentityToken=header.payload.signature',
    );
    const subject = '<SubjectFromWebIdentityToken>jo</SubjectFromWebIdentityToken>';
    respondWith({ body: sessionXml('AssumeRoleWithWebIdentity', '2023-11-14T23:13:20Z', subject) });
    expect(await pending).toMatchObject({ subject: 'jo', credentials: { accessKeyId: 'TEMP' } });
  });

  it('says that the token has ended', async () => {
    const pending = open(tokenRequest);
    const body = errorXml('ExpiredToken', 'The token that was passed is expired or is not valid.');
    (await network.nextRequest()).respondWith({ status: 400, body });
    await expect(pending).rejects.toMatchObject({ code: 'expired-credentials', retryable: false });
  });
});

test.each<[SessionOptions, string]>([
  [{}, 'Action=AssumeRole&Version=2011-06-15'],
  [
    { roleArn: 'arn:aws:iam::1:role/a' },
    'Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fa&RoleSessionName=pail',
  ],
  [{ sessionName: 'jo' }, 'Action=AssumeRole&Version=2011-06-15&RoleSessionName=jo'],
  [{ policy: '{"a": 1}' }, 'Action=AssumeRole&Version=2011-06-15&Policy=%7B%22a%22%3A+1%7D'],
])('the form of %j', (options, form) => {
  expect(sessionForm({ ...roleRequest, options })).toBe(form);
});

test.each<[SessionOptions, string[]]>([
  [{}, []],
  [{ roleArn: 'arn:aws:iam::1:role/a', sessionName: 'jo@example.com', duration: 900, policy: '{}' }, []],
  [{ roleArn: 'a b' }, ['roleArn characters']],
  [{ sessionName: 'j' }, ['sessionName length']],
  [{ sessionName: 'jo\u202e' }, ['sessionName characters']],
  [{ duration: 899 }, ['duration range']],
  [{ duration: 31_536_001 }, ['duration range']],
  [{ duration: Number.NaN }, ['duration range']],
  [{ policy: '{' }, ['policy not-json']],
  [{ policy: '[]' }, ['policy not-json']],
  [{ policy: `"${'x'.repeat(2048)}"` }, ['policy too-long']],
])('what no STS takes is found before: %j', (options, expected) => {
  expect(sessionProblems(options).map(({ field, problem }) => `${field} ${problem}`)).toEqual(expected);
});
