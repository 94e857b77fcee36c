import { describe, expect, it, test } from 'vitest';
import type { S3Profile } from '../connection.ts';
import type { Credentials } from '../credentials.ts';
import type { PresignInput } from '../object-operations.ts';
import { createFakeTransport } from '../testing/fake-transport.ts';
import { querySignature } from '../testing/query-signature.ts';
import { createS3Driver } from './s3-driver.ts';

const now = Date.parse('2026-11-21T12:00:00.700Z');
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const credentials: Credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: secret };

function presign(
  input: Partial<PresignInput>,
  profile: Partial<S3Profile> = {},
  secrets: Credentials = credentials,
) {
  const full: S3Profile = {
    name: '',
    protocol: 's3',
    endpoint: 'https://host:9000',
    region: 'us-east-1',
    addressing: 'path',
    ...profile,
  };
  const { transport } = createFakeTransport();
  const { presign: operations } = createS3Driver(
    { profile: full, credentials: secrets },
    { transport, now: () => now },
  );
  const whole = { method: 'GET', bucket: 'b', key: 'k', expiresIn: 60, ...input } as const;
  return operations?.presign(whole) ?? Promise.reject(new Error('This driver makes no links.'));
}

function signatureOf(url: string) {
  return new URL(url).searchParams.get('X-Amz-Signature');
}

test('our own reckoning agrees with the published example', () => {
  // User guide: "Authenticating Requests: Using Query Parameters", the example of GET test.txt.
  const url =
    'https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256' +
    '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
    '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host';
  expect(querySignature('GET', url, secret)).toBe(
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  );
});

describe('a link', () => {
  it.each(['GET', 'HEAD', 'PUT', 'DELETE'] as const)('for %s is signed for it alone', async (method) => {
    const { url, expiresAt, headers } = await presign({
      method,
      key: 'a b/+&?#%中!.txt',
      expiresIn: 604_800,
    });
    expect(url).toContain('https://host:9000/b/a%20b/%2B%26%3F%23%25%E4%B8%AD%21.txt?');
    expect(signatureOf(url)).toBe(querySignature(method, url, secret));
    expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe('host');
    expect(headers).toEqual({});
    // The date is signed in whole seconds, so the end is one too.
    expect(expiresAt).toEqual(new Date('2026-11-28T12:00:00Z'));
  });

  it.each(['GET', 'HEAD', 'DELETE'] as const)('for %s can name a version', async (method) => {
    const { url } = await presign({ method, versionId: 'null' });
    expect(new URL(url).searchParams.get('versionId')).toBe('null');
    expect(signatureOf(url)).toBe(querySignature(method, url, secret));
  });

  it.each(['GET', 'HEAD'] as const)('for %s sets six headers of the answer', async (method) => {
    const { url } = await presign({
      method,
      responseContentDisposition: 'attachment; filename="a b.txt"',
      responseContentType: 'text/plain; charset=utf-8',
      responseContentLanguage: 'zh-CN',
      responseContentEncoding: 'gzip',
      responseCacheControl: 'no-store',
      responseExpires: new Date('2027-01-02T03:04:05Z'),
    });
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      'response-content-disposition': 'attachment; filename="a b.txt"',
      'response-content-type': 'text/plain; charset=utf-8',
      'response-content-language': 'zh-CN',
      'response-content-encoding': 'gzip',
      'response-cache-control': 'no-store',
      'response-expires': 'Sat, 02 Jan 2027 03:04:05 GMT',
    });
    expect(signatureOf(url)).toBe(querySignature(method, url, secret));
  });

  it('to write can bind the type, which must then be sent', async () => {
    const { url, headers } = await presign({ method: 'PUT', contentType: 'image/png' });
    expect(headers).toEqual({ 'content-type': 'image/png' });
    expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe('content-type;host');
    expect(signatureOf(url)).toBe(querySignature('PUT', url, secret, headers));
  });

  it('to write carries no checksum of a body that it does not know', async () => {
    const { url } = await presign({ method: 'PUT' });
    expect(url).not.toMatch(/checksum/i);
  });

  it('counts from the date that it is given, and so does its end', async () => {
    const { url, expiresAt } = await presign({
      requestDate: new Date('2026-11-20T23:59:59Z'),
      expiresIn: 86_400,
    });
    expect(url).toContain('X-Amz-Date=20261120T235959Z');
    expect(url).toContain('%2F20261120%2Fus-east-1%2Fs3%2F');
    expect(expiresAt).toEqual(new Date('2026-11-21T23:59:59Z'));
  });

  it('holds the session token', async () => {
    const { url } = await presign({}, {}, { ...credentials, sessionToken: 'to/k+en=' });
    expect(new URL(url).searchParams.get('X-Amz-Security-Token')).toBe('to/k+en=');
    expect(signatureOf(url)).toBe(querySignature('GET', url, secret));
  });
});

describe('another origin', () => {
  it.each([
    ['path', 'https://files.example.com', 'https://files.example.com/photos/k?'],
    ['path', 'http://files.example.com:8080/', 'http://files.example.com:8080/photos/k?'],
    ['path', 'files.example.com', 'https://files.example.com/photos/k?'],
    ['path', 'https://example.com/store', 'https://example.com/store/photos/k?'],
    ['virtual-host', 'https://files.example.com', 'https://photos.files.example.com/k?'],
  ] as const)('with %s addressing, %s is what is signed', async (addressing, publicOrigin, begins) => {
    const { url } = await presign({ bucket: 'photos', publicOrigin }, { addressing });
    expect(url.startsWith(begins)).toBe(true);
    expect(signatureOf(url)).toBe(querySignature('GET', url, secret));
  });

  it('is never replaced by the host of a region', async () => {
    const profile = { endpoint: 'https://s3.eu-west-1.amazonaws.com', region: 'eu-west-1' };
    const { url } = await presign({ publicOrigin: 'https://cdn.example.com' }, profile);
    expect(url).toContain('https://cdn.example.com/b/k?');
    expect(url).toContain('%2Feu-west-1%2Fs3%2F');
  });

  it.each([
    'ftp://files.example.com',
    'https://user:pass@files.example.com',
    'https://f.example.com/?a',
    '::',
  ])('%s is none', async (publicOrigin) => {
    await expect(presign({ publicOrigin })).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});

describe('what no server takes', () => {
  it.each([0, -1, 604_801, 1.5, Number.NaN])('an expiry of %s seconds', async (expiresIn) => {
    await expect(presign({ expiresIn })).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it.each([new Date(now + 1000), new Date(Number.NaN)])('the request date %s', async (requestDate) => {
    await expect(presign({ requestDate })).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it.each(['../x', 'a/../b', ''])('the key %j', async (key) => {
    await expect(presign({ key })).rejects.toMatchObject({ code: 'key-refused' });
  });
});
