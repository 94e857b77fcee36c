import { describe, expect, it } from 'vitest';
import { contentMd5, objectHead, sizeOf, storedBytes } from './object-head.ts';

describe('objectHead', () => {
  it('reads the headers of an object', () => {
    const headers = {
      etag: '"5d41402abc4b2a76b9719d911017c592"',
      'last-modified': 'Sat, 21 Nov 2026 08:00:00 GMT',
      'content-type': 'text/plain',
      'content-disposition': 'inline',
      'content-encoding': 'gzip',
      'cache-control': 'max-age=60',
      'x-amz-storage-class': 'STANDARD_IA',
      'x-amz-version-id': 'v1',
      'x-amz-meta-author': 'someone',
      'x-amz-meta-': 'nameless',
      'x-amz-request-id': 'R',
    };
    expect(objectHead('k', 5, headers)).toMatchObject({
      key: 'k',
      size: 5,
      etag: '5d41402abc4b2a76b9719d911017c592',
      lastModified: new Date('2026-11-21T08:00:00Z'),
      contentType: 'text/plain',
      contentDisposition: 'inline',
      contentEncoding: 'gzip',
      cacheControl: 'max-age=60',
      storageClass: 'STANDARD_IA',
      versionId: 'v1',
      metadata: { author: 'someone', '': 'nameless' },
    });
  });

  it('reads what else may stand in them', () => {
    const headers = {
      'content-language': 'de',
      expires: 'Sat, 02 Jan 2027 03:04:05 GMT',
      'x-amz-meta-title': '=?UTF-8?Q?=C3=BC?=',
      'x-amz-missing-meta': '2',
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'key-1',
      'x-amz-object-lock-mode': 'COMPLIANCE',
      'x-amz-object-lock-retain-until-date': '2027-06-01T00:00:00Z',
      'x-amz-object-lock-legal-hold': 'ON',
      'x-amz-tagging-count': '3',
      'x-amz-replication-status': 'COMPLETED',
      'x-amz-expiration': 'expiry-date="Sun, 03 Jan 2027 00:00:00 GMT", rule-id="r"',
      'x-amz-restore': 'ongoing-request="true"',
      'x-amz-website-redirect-location': '/elsewhere',
      'x-amz-checksum-sha256': 'abc=',
      'x-amz-checksum-crc32': 'AAAAAA==-2',
      'x-amz-checksum-type': 'COMPOSITE',
    };
    expect(objectHead('k', 5, headers)).toMatchObject({
      contentLanguage: 'de',
      expires: new Date('2027-01-02T03:04:05Z'),
      metadata: { title: 'ü' },
      missingMetadata: 2,
      encryption: { kind: 'sse-kms', keyId: 'key-1' },
      retention: { mode: 'COMPLIANCE', until: new Date('2027-06-01T00:00:00Z') },
      legalHold: true,
      tagCount: 3,
      replicationStatus: 'COMPLETED',
      expiration: 'expiry-date="Sun, 03 Jan 2027 00:00:00 GMT", rule-id="r"',
      restore: 'ongoing-request="true"',
      websiteRedirect: '/elsewhere',
      checksums: { sha256: 'abc=', crc32: 'AAAAAA==-2' },
    });
  });

  it.each([
    [{ 'x-amz-server-side-encryption': 'AES256' }, 'sse-s3'],
    [{ 'x-amz-server-side-encryption': 'aws:kms:dsse' }, 'sse-kms'],
    [{ 'x-amz-server-side-encryption-customer-algorithm': 'AES256' }, 'sse-c'],
  ])('%j is %s', (headers, kind) => {
    expect(objectHead('k', 5, headers as Record<string, string>).encryption?.kind).toBe(kind);
  });

  it('takes no word for what it is not', () => {
    const headers = {
      expires: '0',
      'last-modified': 'yesterday',
      'x-amz-tagging-count': 'many',
      'x-amz-object-lock-mode': 'GOVERNANCE',
      'x-amz-object-lock-retain-until-date': 'soon',
      'x-amz-object-lock-legal-hold': 'OFF',
    };
    const head = objectHead('k', 5, headers);
    expect(head.expires).toBeUndefined();
    expect(head.lastModified).toBeUndefined();
    expect(head.tagCount).toBeUndefined();
    expect(head.retention).toBeUndefined();
    expect(head.legalHold).toBeUndefined();
  });

  it('does with what CORS leaves of them', () => {
    expect(objectHead('k', 5, {})).toMatchObject({ key: 'k', size: 5, etag: '', metadata: {} });
  });
});

it.each([
  { status: 200, headers: { 'content-length': '5' }, size: 5 },
  { status: 206, headers: { 'content-length': '2', 'content-range': 'bytes 1-2/5' }, size: 5 },
  { status: 206, headers: { 'content-length': '2', 'content-range': 'bytes 1-2/*' }, size: undefined },
  { status: 206, headers: { 'content-length': '2' }, size: undefined },
  { status: 200, headers: {}, size: undefined },
])('sizeOf $status $headers is $size', ({ status, headers, size }) => {
  expect(sizeOf(status, headers as Record<string, string>)).toBe(size);
});

describe('storedBytes', () => {
  it.each([
    { output: { ETag: '"abc"' }, etagIsMd5: true },
    { output: { ETag: '"abc"', ServerSideEncryption: 'AES256' }, etagIsMd5: true },
    { output: { ETag: 'abc', ServerSideEncryption: 'aws:kms' }, etagIsMd5: false },
    { output: { ETag: 'abc', ServerSideEncryption: 'aws:kms:dsse' }, etagIsMd5: false },
    { output: { ETag: 'abc', SSECustomerAlgorithm: 'AES256' }, etagIsMd5: false },
  ])('$output', ({ output, etagIsMd5 }) => {
    expect(storedBytes(output)).toMatchObject({ etag: 'abc', etagIsMd5 });
  });

  it('says so where the ETag is hidden', () => {
    expect(() => storedBytes({})).toThrow(expect.objectContaining({ code: 'etag-hidden' }));
  });
});

it('contentMd5 is base64 of the bytes', () => {
  expect(contentMd5('5d41402abc4b2a76b9719d911017c592')).toBe('XUFAKrxLKna5cZ2REBfFkg==');
});
