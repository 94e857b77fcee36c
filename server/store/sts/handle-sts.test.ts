import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openAccounts } from '../access/accounts.ts';
import { canonicalRequest } from '../auth/canonical-request.ts';
import { formatAmzDate } from '../auth/credential-scope.ts';
import { sha256Hex, sign, signingKey, stringToSign } from '../auth/signature.ts';
import type { Profile } from '../http/call.ts';
import { parseTarget } from '../http/target.ts';
import { readXml } from '../xml/read-xml.ts';
import { handleSts, isStsRequest, type StsRequest } from './handle-sts.ts';

const now = Date.parse('2023-11-14T22:13:20Z');
const accounts = openAccounts({
  owner: { accessKeyId: 'A', secretAccessKey: 'S' },
  users: [{ accessKeyId: 'ann', secretAccessKey: 'her secret' }],
  now: () => now,
});
const owner = accounts.find('A');
if (owner === undefined) throw new Error('The owner is not known.');
const session = accounts.issue(owner, 900);
const formType = 'application/x-www-form-urlencoded';

interface Form {
  body?: string;
  url?: string;
  /** Undefined: not signed. */
  keys?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } | undefined;
  service?: string;
  payloadHash?: string;
  /** Of the signature, in Unix ms. */
  at?: number;
  profile?: Profile;
}

/** Signs a form as V7 of the fact sheet does. */
function request(form: Form): StsRequest {
  const { url = '/', service = 'sts', at = now, profile = 'aws' } = form;
  const body = form.body ?? 'Action=AssumeRole&Version=2011-06-15&DurationSeconds=3600';
  const keys = 'keys' in form ? form.keys : { accessKeyId: 'A', secretAccessKey: 'S' };
  const payloadHash = form.payloadHash ?? createHash('sha256').update(body).digest('hex');
  const amzDate = formatAmzDate(at);
  const headers = new Map([
    ['content-type', formType],
    ['host', 'localhost:9000'],
    ['x-amz-content-sha256', payloadHash],
    ['x-amz-date', amzDate],
  ]);
  if (keys?.sessionToken) headers.set('x-amz-security-token', keys.sessionToken);
  const target = parseTarget(url);
  if (keys !== undefined) {
    const signedHeaders = [...headers.keys()];
    const scope = `${amzDate.slice(0, 8)}/us-east-1/${service}/aws4_request`;
    const canonical = canonicalRequest({ method: 'POST', ...target, headers, signedHeaders, payloadHash });
    const toSign = stringToSign('AWS4-HMAC-SHA256', { amzDate, scope }, sha256Hex(canonical));
    const signature = sign({ key: signingKey(keys.secretAccessKey, scope) }, toSign);
    headers.set(
      'authorization',
      `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`,
    );
  } else {
    headers.delete('x-amz-content-sha256');
    headers.delete('x-amz-date');
  }
  const req = Readable.from([Buffer.from(body)]);
  return { method: 'POST', ...target, headers, req, accounts, profile, requestId: 'R1', now };
}

async function answer(form: Form) {
  const reply = await handleSts(request(form));
  const body = String(reply.body);
  return { status: reply.status, body, code: /<Code>(\w+)<\/Code>/.exec(body)?.[1] };
}

const form = (more: Record<string, string>) =>
  new URLSearchParams({ Action: 'AssumeRole', Version: '2011-06-15', ...more }).toString();

describe('isStsRequest', () => {
  it.each([
    { method: 'POST', url: '/', type: formType, is: true },
    { method: 'POST', url: '/', type: `${formType}; charset=utf-8`, is: true },
    { method: 'POST', url: '/?Action=AssumeRoleWithWebIdentity', type: '', is: true },
    { method: 'POST', url: '/', type: 'multipart/form-data', is: false },
    { method: 'POST', url: '/b', type: formType, is: false },
    { method: 'GET', url: '/?Action=AssumeRole', type: formType, is: false },
  ])('$method $url of $type: $is', ({ method, url, type, is }) => {
    expect(isStsRequest({ method, ...parseTarget(url), headers: new Map([['content-type', type]]) })).toBe(
      is,
    );
  });
});

describe('AssumeRole', () => {
  it('takes the published signature', () => {
    expect(request({}).headers.get('authorization')).toContain(
      'Signature=3f476a22237ab3fc80b310019d60a78fd6f2044a3fbdc1d9101425ab07433c13',
    );
  });

  it('gives keys that are known by their token', async () => {
    const { status, body } = await answer({});
    expect(status).toBe(200);
    const root = readXml(Buffer.from(body), 'AssumeRoleResponse');
    const credentials = root.child('AssumeRoleResult')?.child('Credentials');
    const text = (name: string) => credentials?.child(name)?.text() ?? '';
    expect(text('Expiration')).toBe('2023-11-14T23:13:20Z');
    expect(root.child('ResponseMetadata')?.child('RequestId')?.text()).toBe('R1');
    expect(accounts.find(text('AccessKeyId'), text('SessionToken'))).toMatchObject({
      secretAccessKey: text('SecretAccessKey'),
      isOwner: true,
      userName: 'A',
      expires: now + 3_600_000,
    });
  });

  it('works for a user, and names the role that was asked for', async () => {
    const asked = {
      body: form({ RoleArn: 'arn:aws:iam::000000000000:role/x/reader', RoleSessionName: 'mine' }),
      keys: { accessKeyId: 'ann', secretAccessKey: 'her secret' },
    };
    const { body } = await answer(asked);
    expect(body).toContain('<Arn>arn:aws:sts::000000000000:assumed-role/reader/mine</Arn>');
    expect((await answer({ ...asked, profile: 'minio' })).body).toContain(
      '<Arn></Arn><AssumeRoleId></AssumeRoleId>',
    );
  });

  it('takes a signature without x-amz-content-sha256, as other STS clients make it', async () => {
    const body = form({});
    const sent = request({ body });
    const headers = new Map(sent.headers);
    headers.delete('x-amz-content-sha256');
    const signedHeaders = ['content-type', 'host', 'x-amz-date'];
    const payloadHash = createHash('sha256').update(body).digest('hex');
    const scope = '20231114/us-east-1/sts/aws4_request';
    const canonical = canonicalRequest({ ...sent, headers, signedHeaders, payloadHash });
    const toSign = stringToSign(
      'AWS4-HMAC-SHA256',
      { amzDate: '20231114T221320Z', scope },
      sha256Hex(canonical),
    );
    const signature = sign({ key: signingKey('S', scope) }, toSign);
    headers.set(
      'authorization',
      `AWS4-HMAC-SHA256 Credential=A/${scope}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`,
    );
    expect((await handleSts({ ...sent, headers })).status).toBe(200);
  });

  it.each<{ name: string; asked: Form; aws: [number, string]; minio: [number, string] }>([
    {
      name: 'no signature',
      asked: { keys: undefined },
      aws: [403, 'MissingAuthenticationToken'],
      minio: [400, 'InvalidParameterValue'],
    },
    {
      name: 'an unknown key',
      asked: { keys: { accessKeyId: 'B', secretAccessKey: 'S' } },
      aws: [403, 'InvalidClientTokenId'],
      minio: [403, 'AccessDenied'],
    },
    {
      name: 'a wrong secret',
      asked: { keys: { accessKeyId: 'A', secretAccessKey: 'T' } },
      aws: [403, 'SignatureDoesNotMatch'],
      minio: [403, 'AccessDenied'],
    },
    { name: 'a session', asked: { keys: session }, aws: [403, 'AccessDenied'], minio: [403, 'AccessDenied'] },
    {
      name: 'the other service',
      asked: { service: 's3' },
      aws: [400, 'IncompleteSignature'],
      minio: [403, 'AccessDenied'],
    },
    {
      name: 'an unsigned payload',
      asked: { payloadHash: 'UNSIGNED-PAYLOAD' },
      aws: [403, 'SignatureDoesNotMatch'],
      minio: [403, 'AccessDenied'],
    },
    {
      name: 'a clock that is wrong',
      asked: { at: now - 20 * 60_000 },
      aws: [403, 'SignatureDoesNotMatch'],
      minio: [403, 'AccessDenied'],
    },
    ...['899', '31536001', 'soon', '-900', '1e3'].map((DurationSeconds) => ({
      name: `a duration of ${DurationSeconds}`,
      asked: { body: form({ DurationSeconds }) },
      aws: [400, 'ValidationError'] as [number, string],
      minio: [400, 'InvalidParameterValue'] as [number, string],
    })),
    {
      name: 'a policy that is none',
      asked: { body: form({ Policy: '{' }) },
      aws: [400, 'MalformedPolicyDocument'],
      minio: [400, 'InvalidParameterValue'],
    },
    {
      name: 'a policy that is too long',
      asked: { body: form({ Policy: ' '.repeat(2049) }) },
      aws: [400, 'PackedPolicyTooLarge'],
      minio: [400, 'InvalidParameterValue'],
    },
    {
      name: 'another version',
      asked: { body: form({ Version: '2012-10-17' }) },
      aws: [400, 'InvalidAction'],
      minio: [400, 'MissingParameter'],
    },
    {
      name: 'no action',
      asked: { body: 'Version=2011-06-15' },
      aws: [400, 'MissingParameter'],
      minio: [400, 'MissingParameter'],
    },
    {
      name: 'a form that is too long',
      asked: { body: form({ RoleArn: 'x'.repeat(70_000) }) },
      aws: [400, 'InvalidParameterValue'],
      minio: [400, 'InvalidParameterValue'],
    },
    ...['AssumeRoleWithWebIdentity', 'AssumeRoleWithLDAPIdentity', 'AssumeRoleWithClientGrants'].map(
      (Action) => ({
        name: Action,
        asked: { body: form({ Action, WebIdentityToken: 't' }), keys: undefined },
        aws: [400, 'InvalidParameterValue'] as [number, string],
        minio: [400, 'InvalidParameterValue'] as [number, string],
      }),
    ),
    ...['AssumeRoleWithCertificate', 'AssumeRoleWithCustomToken', 'GetFederationToken'].map((Action) => ({
      name: Action,
      asked: { body: form({ Action }), keys: undefined },
      aws: [400, 'InvalidAction'] as [number, string],
      minio: [400, 'InvalidParameterValue'] as [number, string],
    })),
    {
      name: 'a web identity in the query',
      asked: { url: '/?Action=AssumeRoleWithWebIdentity&Version=2011-06-15', body: '', keys: undefined },
      aws: [400, 'InvalidParameterValue'],
      minio: [400, 'InvalidParameterValue'],
    },
  ])('is refused with $name', async ({ asked, aws, minio }) => {
    const { status, code } = await answer(asked);
    expect([status, code]).toEqual(aws);
    const inMinio = await answer({ ...asked, profile: 'minio' });
    expect([inMinio.status, inMinio.code]).toEqual(minio);
  });

  it('is no request of STS at all with its parameters in the query', async () => {
    const inQuery = request({ url: '/?Action=AssumeRole&Version=2011-06-15', body: '' });
    await expect(handleSts(inQuery)).rejects.toMatchObject({ code: 'BadRequest' });
  });

  it('says so in a document of its own namespace', async () => {
    expect((await answer({ body: 'Version=2011-06-15' })).body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>MissingParameter</Code><Message>The parameter Action is missing.</Message></Error><RequestId>R1</RequestId></ErrorResponse>',
    );
  });
});
