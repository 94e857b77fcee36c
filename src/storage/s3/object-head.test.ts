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
    expect(objectHead('k', 5, headers)).toEqual({
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
