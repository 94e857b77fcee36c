import { describe, expect, it } from 'vitest';
import { type Accounts, openAccounts } from '../access/accounts.ts';
import { requestHeaders } from '../http/request-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import { parseTarget } from '../http/target.ts';
import { authenticate, type SignedRequest } from './authenticate.ts';
import { canonicalRequest } from './canonical-request.ts';
import { sha256Hex, sign, signingKey, stringToSign } from './signature.ts';

/** An account lookup: the first pair is the owner's. */
function accounts([accessKeyId, secretAccessKey]: [string, string], ...users: [string, string][]): Accounts {
  return openAccounts({
    owner: { accessKeyId, secretAccessKey },
    users: users.map(([id, secret]) => ({ accessKeyId: id, secretAccessKey: secret })),
    now: () => Date.parse('2023-11-14T22:13:20Z'),
    sessionKey: Buffer.alloc(32, 1),
  });
}

const published = {
  keys: accounts(['AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY']),
  now: Date.parse('2013-05-24T00:00:00Z'),
};
const short = { keys: accounts(['A', 'S']), now: Date.parse('2023-11-14T22:13:20Z') };

function request(method: string, url: string, headers: Record<string, string>): SignedRequest {
  return { method, ...parseTarget(url), headers: requestHeaders(Object.entries(headers).flat()) };
}

interface Claim {
  secretAccessKey?: string;
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  accessKeyId?: string;
  amzDate?: string;
  scope?: string;
  signedHeaders?: string[];
  payloadHash?: string;
}

/** Signs as a client does, with whatever is wrong in it. */
function signed({
  method = 'GET',
  url = '/b/k',
  headers = {},
  secretAccessKey = 'S',
  accessKeyId = 'A',
  amzDate = '20231114T221320Z',
  scope = '20231114/us-east-1/s3/aws4_request',
  signedHeaders = ['host', 'x-amz-content-sha256', 'x-amz-date'],
  payloadHash = 'UNSIGNED-PAYLOAD',
}: Claim = {}): SignedRequest {
  const all = request(method, url, {
    host: 'localhost:9000',
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': amzDate,
    ...headers,
  });
  const canonical = canonicalRequest({ ...all, signedHeaders, payloadHash });
  const toSign = stringToSign('AWS4-HMAC-SHA256', { amzDate, scope }, sha256Hex(canonical));
  const signature = sign({ key: signingKey(secretAccessKey, scope) }, toSign);
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
  return { ...all, headers: new Map([...all.headers, ['authorization', authorization]]) };
}

function refusal(run: () => unknown): S3Error {
  try {
    run();
  } catch (error) {
    if (error instanceof S3Error) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('published signatures', () => {
  it('accepts the one of the Authorization header', () => {
    const signature = 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41';
    const auth = authenticate(
      request('GET', '/test.txt', {
        Host: 'examplebucket.s3.amazonaws.com',
        Range: 'bytes=0-9',
        'x-amz-content-sha256': emptyHash,
        'x-amz-date': '20130524T000000Z',
        Authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=${signature}`,
      }),
      published.keys,
      published.now,
    );
    expect(auth).toMatchObject({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', payloadHash: emptyHash, signature });
  });

  it.each([
    {
      name: 'the one of the query',
      host: 'examplebucket.s3.amazonaws.com',
      url: '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
      ...published,
    },
    {
      name: 'the one of a query with more parameters, upper case before lower case',
      host: 'localhost:9000',
      url: '/b/k?x-id=GetObject&versionId=v&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&X-Amz-Credential=A%2F20231114%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20231114T221320Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&response-content-type=text%2Fx&x-amz-checksum-mode=ENABLED&X-Amz-Signature=de9af52cba3c4a620923e6e7845ff96c7dfda2754dc19d7a437ed650e94afe01',
      ...short,
    },
  ])('accepts $name', ({ url, host, keys, now }) => {
    expect(authenticate(request('GET', url, { host }), keys, now)?.payloadHash).toBe('UNSIGNED-PAYLOAD');
  });

  it.each<{
    name: string;
    keys: Accounts;
    now: number;
    signature: string;
    credential: string;
    url: string;
    headers: Record<string, string>;
  }>([
    {
      name: 'signed chunks',
      keys: published.keys,
      now: published.now,
      signature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
      credential: 'AKIAIOSFODNN7EXAMPLE/20130524',
      url: '/examplebucket/chunkObject.txt',
      headers: {
        'content-encoding': 'aws-chunked',
        'content-length': '66824',
        host: 's3.amazonaws.com',
        'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
        'x-amz-date': '20130524T000000Z',
        'x-amz-decoded-content-length': '66560',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      },
    },
    {
      name: 'signed chunks with a trailer',
      ...short,
      signature: 'caf53429adc902116400e39226194ebb2fd942679b7a28b2490f263f5e4dacb8',
      credential: 'A/20231114',
      url: '/b/k',
      headers: {
        'content-encoding': 'aws-chunked',
        host: 'localhost:9000',
        'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
        'x-amz-date': '20231114T221320Z',
        'x-amz-decoded-content-length': '5',
        'x-amz-trailer': 'x-amz-checksum-crc32',
      },
    },
  ])('accepts the seed of $name', ({ keys, now, signature, credential, url, headers }) => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential}/us-east-1/s3/aws4_request,SignedHeaders=${Object.keys(headers).join(';')},Signature=${signature}`;
    expect(authenticate(request('PUT', url, { ...headers, authorization }), keys, now)).toMatchObject({
      signature,
    });
  });
});

describe('canonical form', () => {
  it.each([
    { name: 'a path that would be normalised', url: '/b/a/../b//./c%20%2F' },
    { name: 'names that sort as pairs', url: '/b?select-type=2&select=&b=2&b=1&B=0' },
    { name: 'a name without a value', url: '/b?uploads' },
    { name: 'a plus for a space', url: '/b?prefix=a+b' },
    { name: 'what encodeURIComponent would leave', url: "/b?prefix='()*!~" },
  ])('is the same on both sides for $name', ({ url }) => {
    expect(authenticate(signed({ url }), short.keys, short.now)?.accessKeyId).toBe('A');
  });

  it('is what the rules say', () => {
    const { rawPath, query } = parseTarget("/b/a%20b//../c?b=2&a=x+y&b=1&c&z='");
    expect(
      canonicalRequest({
        method: 'GET',
        rawPath,
        query,
        headers: requestHeaders(['Host', 'h', 'X-Amz-Meta-A', '  one   two ', 'x-amz-meta-a', 'three']),
        signedHeaders: ['host', 'x-amz-meta-a'],
        payloadHash: 'UNSIGNED-PAYLOAD',
      }).split('\n'),
    ).toEqual([
      'GET',
      '/b/a%20b//../c',
      'a=x%20y&b=1&b=2&c=&z=%27',
      'host:h',
      'x-amz-meta-a:one two ,three',
      '',
      'host;x-amz-meta-a',
      'UNSIGNED-PAYLOAD',
    ]);
  });
});

describe('refusals of a header', () => {
  const authenticated = (signedRequest: SignedRequest, now = short.now) =>
    refusal(() => authenticate(signedRequest, short.keys, now));
  const withAuthorization = (authorization: string) =>
    request('GET', '/b', { host: 'h', 'x-amz-date': '20231114T221320Z', authorization });

  it.each([
    { code: 'InvalidRequest', authorization: 'AWS A:signature' },
    { code: 'InvalidRequest', authorization: 'Bearer x' },
    { code: 'AuthorizationHeaderMalformed', authorization: 'AWS4-HMAC-SHA256 nothing' },
    {
      code: 'AuthorizationHeaderMalformed',
      authorization: 'AWS4-HMAC-SHA256 Credential=A/20231114/us-east-1/s3, SignedHeaders=host, Signature=0',
    },
    {
      code: 'AuthorizationHeaderMalformed',
      authorization:
        'AWS4-HMAC-SHA256 Credential=A/20231114/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0',
    },
    {
      code: 'AuthorizationHeaderMalformed',
      authorization:
        'AWS4-HMAC-SHA256 Credential=A/20231113/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
    },
    {
      code: 'InvalidRequest',
      authorization:
        'AWS4-HMAC-SHA256 Credential=A/20231114/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
    },
  ])('$code for $authorization', ({ code, authorization }) => {
    expect(authenticated(withAuthorization(authorization)).code).toBe(code);
  });

  it('names both clocks when they are too far apart, whatever else is wrong', () => {
    const late = authenticated(signed({ accessKeyId: 'nobody' }), short.now + 15 * 60_000 + 1000);
    expect(late).toMatchObject({
      code: 'RequestTimeTooSkewed',
      status: 403,
      extras: {
        RequestTime: '2023-11-14T22:13:20Z',
        ServerTime: '2023-11-14T22:28:21Z',
        MaxAllowedSkewMilliseconds: '900000',
      },
    });
    expect(authenticated(signed(), short.now - 16 * 60_000).code).toBe('RequestTimeTooSkewed');
    expect(authenticate(signed(), short.keys, short.now + 15 * 60_000)?.accessKeyId).toBe('A');
  });

  it('shows what was signed when the signature is another', () => {
    const good = signed();
    const error = authenticated({ ...good, rawPath: '/b/other' });
    expect(error).toMatchObject({ code: 'SignatureDoesNotMatch', status: 403 });
    expect(error.extras.CanonicalRequest).toMatch(/^GET\n\/b\/other\n\nhost:localhost:9000\n/);
    expect(error.extras.StringToSign).toMatch(
      /^AWS4-HMAC-SHA256\n20231114T221320Z\n20231114\/us-east-1\/s3\/aws4_request\n[0-9a-f]{64}$/,
    );
    expect(error.extras.CanonicalRequestBytes).toMatch(/^47 45 54 0a 2f 62/);
  });

  it.each<{ code: string; more: Claim }>([
    { code: 'InvalidAccessKeyId', more: { accessKeyId: 'nobody' } },
    { code: 'SignatureDoesNotMatch', more: { accessKeyId: 'other' } },
    {
      code: 'InvalidToken',
      more: {
        headers: { 'x-amz-security-token': 't' },
        signedHeaders: ['host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'],
      },
    },
    { code: 'AccessDenied', more: { headers: { 'x-amz-meta-a': 'not signed' } } },
    { code: 'AccessDenied', more: { signedHeaders: ['x-amz-content-sha256', 'x-amz-date'] } },
  ])('$code for $more', ({ code, more }) => {
    const keys = accounts(['A', 'S'], ['other', 'another secret']);
    expect(refusal(() => authenticate(signed(more), keys, short.now)).code).toBe(code);
  });

  it('takes any region, and access keys with slashes', () => {
    const scope = '20231114/mars-north-1/s3/aws4_request';
    const keys = accounts(['a/b', 'S']);
    expect(authenticate(signed({ accessKeyId: 'a/b', scope }), keys, short.now)?.accessKeyId).toBe('a/b');
  });
});

describe('a request without a signature', () => {
  it.each(['/', '/b/k', '/b?list-type=2&X-Amz-Date=20231114T221320Z'])('is anonymous: %s', (url) => {
    expect(authenticate(request('GET', url, { host: 'h' }), short.keys, short.now)).toBeUndefined();
  });

  it('is not what only looks like one: an older signature in the query', () => {
    const old = request('GET', '/b/k?AWSAccessKeyId=A&Expires=1700000000&Signature=x', { host: 'h' });
    expect(refusal(() => authenticate(old, short.keys, short.now)).code).toBe('InvalidRequest');
  });
});

describe('a session', () => {
  const issuer = short.keys.find('A');
  if (issuer === undefined) throw new Error('The owner is not known.');
  const session = short.keys.issue(issuer, 900);
  const signedBySession = (sessionToken: string | undefined) =>
    signed({
      accessKeyId: session.accessKeyId,
      secretAccessKey: session.secretAccessKey,
      ...(sessionToken !== undefined && {
        headers: { 'x-amz-security-token': sessionToken },
        signedHeaders: ['host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'],
      }),
    });

  it('is known by its token', () => {
    const auth = authenticate(signedBySession(session.sessionToken), short.keys, short.now);
    expect(auth?.account).toMatchObject({ isOwner: true, userName: 'A', expires: short.now + 900_000 });
  });

  it.each<{ name: string; token: string | undefined; code: string; inMinio: string | undefined }>([
    { name: 'no token', token: undefined, code: 'InvalidAccessKeyId', inMinio: undefined },
    { name: 'an empty token', token: '', code: 'InvalidToken', inMinio: 'InvalidTokenId' },
    { name: 'another token', token: 'x.y', code: 'InvalidToken', inMinio: 'InvalidTokenId' },
    {
      name: 'a token with more at its end',
      token: `${session.sessionToken}.`,
      code: 'InvalidToken',
      inMinio: 'InvalidTokenId',
    },
    {
      name: "another session's token",
      token: short.keys.issue(issuer, 900).sessionToken,
      code: 'InvalidToken',
      inMinio: 'InvalidTokenId',
    },
  ])('is refused with $name', ({ token, code, inMinio }) => {
    const error = refusal(() => authenticate(signedBySession(token), short.keys, short.now));
    expect([error.code, error.inMinio?.code]).toEqual([code, inMinio]);
  });

  it('is over when its time is', () => {
    const later = short.keys.issue(issuer, -1);
    const late = signed({
      accessKeyId: later.accessKeyId,
      secretAccessKey: later.secretAccessKey,
      headers: { 'x-amz-security-token': later.sessionToken },
      signedHeaders: ['host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'],
    });
    const error = refusal(() => authenticate(late, short.keys, short.now));
    expect(error).toMatchObject({
      code: 'ExpiredToken',
      status: 400,
      inMinio: { code: 'InvalidTokenId', status: 403 },
    });
  });

  it('needs its token signed', () => {
    const good = signedBySession(session.sessionToken);
    const bare = signed({ accessKeyId: session.accessKeyId, secretAccessKey: session.secretAccessKey });
    const added = {
      ...bare,
      headers: new Map([...bare.headers, ['x-amz-security-token', session.sessionToken]]),
    };
    expect(authenticate(good, short.keys, short.now)?.accessKeyId).toBe(session.accessKeyId);
    expect(refusal(() => authenticate(added, short.keys, short.now)).code).toBe('AccessDenied');
  });
});

describe('refusals of a presigned URL', () => {
  const parameters = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'A/20231114/us-east-1/s3/aws4_request',
    'X-Amz-Date': '20231114T221320Z',
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': '0'.repeat(64),
  };
  const presigned = (more: Record<string, string | undefined>, headers: Record<string, string> = {}) => {
    const all = Object.entries({ ...parameters, ...more }).filter(([, value]) => value !== undefined);
    return request('GET', `/b/k?${new URLSearchParams(all as [string, string][])}`, {
      host: 'h',
      ...headers,
    });
  };

  it.each([
    { code: 'AuthorizationQueryParametersError', more: { 'X-Amz-Expires': undefined } },
    { code: 'AuthorizationQueryParametersError', more: { 'X-Amz-Expires': '604801' } },
    { code: 'AuthorizationQueryParametersError', more: { 'X-Amz-Expires': '-1' } },
    { code: 'AuthorizationQueryParametersError', more: { 'X-Amz-Expires': 'soon' } },
    { code: 'AuthorizationQueryParametersError', more: { 'X-Amz-Algorithm': 'AWS4-HMAC-SHA1' } },
    { code: 'AuthorizationQueryParametersError', more: { 'X-Amz-Credential': 'A/20231114/us-east-1/s3' } },
    { code: 'AuthorizationQueryParametersError', more: { 'X-Amz-Date': '2023-11-14T22:13:20Z' } },
    { code: 'AccessDenied', more: { 'X-Amz-Expires': '0' } },
    { code: 'InvalidAccessKeyId', more: { 'X-Amz-Credential': 'B/20231114/us-east-1/s3/aws4_request' } },
    { code: 'InvalidToken', more: { 'X-Amz-Security-Token': 't' } },
    { code: 'SignatureDoesNotMatch', more: {} },
  ])('$code for $more', ({ code, more }) => {
    expect(refusal(() => authenticate(presigned(more), short.keys, short.now)).code).toBe(code);
  });

  it('says since when it is over', () => {
    const error = refusal(() => authenticate(presigned({}), short.keys, short.now + 60_000));
    expect(error).toMatchObject({
      code: 'AccessDenied',
      extras: { 'X-Amz-Expires': '60', Expires: '2023-11-14T22:14:20Z', ServerTime: '2023-11-14T22:14:20Z' },
    });
  });

  it('is not taken before its time, nor beside a header', () => {
    expect(refusal(() => authenticate(presigned({}), short.keys, short.now - 16 * 60_000)).code).toBe(
      'AccessDenied',
    );
    const both = presigned({}, { authorization: 'AWS4-HMAC-SHA256 x' });
    expect(refusal(() => authenticate(both, short.keys, short.now)).code).toBe('InvalidArgument');
  });

  it('names the x-amz headers that it does not cover', () => {
    const error = refusal(() =>
      authenticate(presigned({}, { 'x-amz-copy-source': 'b/secret' }), short.keys, short.now),
    );
    expect(error).toMatchObject({ code: 'AccessDenied', extras: { HeadersNotSigned: 'x-amz-copy-source' } });
  });
});
