import { expect, test } from 'vitest';
import type { ObjectHead } from '../types.ts';
import { type Comparison, compareCopies } from './compare-copies.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const later = new Date('2026-12-01T00:00:00.500Z');
const md5 = '5d41402abc4b2a76b9719d911017c592';
const other = '7d793037a0760186574b0282f2f435e7';

const head = (more: Partial<ObjectHead> = {}): ObjectHead => ({
  key: 'k',
  size: 5,
  etag: md5,
  metadata: {},
  checksums: {},
  ...more,
});

type Row = [string, Partial<ObjectHead>, Partial<ObjectHead>, string[], Partial<Comparison>?];

test.each<Row>([
  ['the same', {}, {}, []],
  ['another size', {}, { size: 4 }, ['size']],
  ['another MD5', {}, { etag: other }, ['etag']],
  ['an ETag of parts on one side', { etag: `${other}-2` }, {}, []],
  ['an ETag encrypted by KMS', {}, { etag: other, encryption: { kind: 'sse-kms' } }, []],
  [
    'SSE-S3, whose ETag is an MD5',
    { encryption: { kind: 'sse-s3' } },
    { etag: other, encryption: { kind: 'sse-s3' } },
    ['etag'],
  ],
  ['joined as expected', { etag: `${other}-9` }, { etag: `${md5}-2` }, [], { joinedEtag: `${md5}-2` }],
  ['joined otherwise', { etag: `${other}-9` }, { etag: `${other}-2` }, ['etag'], { joinedEtag: `${md5}-2` }],
  [
    'a checksum that differs',
    { etag: 'x-2', checksums: { sha256: 'A' } },
    { checksums: { sha256: 'B' } },
    ['checksum'],
  ],
  [
    'a checksum of parts says nothing',
    { etag: 'x-2', checksums: { sha256: 'A-2' } },
    { checksums: { sha256: 'B' } },
    [],
  ],
  ['type', { contentType: 'text/a' }, { contentType: 'binary/octet-stream' }, ['content-type']],
  ['a type that the server added', {}, { contentType: 'binary/octet-stream' }, []],
  [
    'all headers',
    {
      contentDisposition: 'a',
      contentEncoding: 'b',
      contentLanguage: 'c',
      cacheControl: 'd',
      expires: later,
    },
    {},
    ['content-disposition', 'content-encoding', 'content-language', 'cache-control', 'expires'],
  ],
  ['metadata', { metadata: { a: '1', b: '2' } }, { metadata: { a: '1' } }, ['metadata']],
  ['metadata beside', { metadata: { a: '1' } }, { metadata: { a: '1', by: 'server' } }, []],
  ['class', { storageClass: 'STANDARD_IA' }, {}, ['storage-class']],
  ['STANDARD, said or not', { storageClass: 'STANDARD' }, {}, []],
  ['no encryption any more', { encryption: { kind: 'sse-c' } }, {}, ['encryption']],
  ['a stronger one', { encryption: { kind: 'sse-s3' } }, { encryption: { kind: 'sse-kms' } }, []],
  ['tags', { tagCount: 2 }, { tagCount: 1 }, ['tags']],
  ['retention', { retention: { mode: 'GOVERNANCE', until: later } }, {}, ['retention']],
  [
    'retention to the second',
    { retention: { mode: 'GOVERNANCE', until: later } },
    { retention: { mode: 'GOVERNANCE', until: new Date('2026-12-01T00:00:00Z') } },
    [],
  ],
  [
    'a stricter retention',
    { retention: { mode: 'GOVERNANCE', until: later } },
    { retention: { mode: 'COMPLIANCE', until: later } },
    [],
  ],
  [
    'a weaker retention',
    { retention: { mode: 'COMPLIANCE', until: later } },
    { retention: { mode: 'GOVERNANCE', until: later } },
    ['retention'],
  ],
  ['a retention that is over', { retention: { mode: 'COMPLIANCE', until: new Date(now) } }, {}, []],
  ['hold', { legalHold: true }, {}, ['legal-hold']],
  ['redirect', { websiteRedirect: '/x' }, {}, ['website-redirect']],
  [
    'an edit',
    { contentType: 'a', metadata: { a: '1' } },
    { contentType: 'b', metadata: { c: '1' } },
    [],
    { changes: { properties: { contentType: 'b', metadata: { C: '1' } } } },
  ],
  [
    'an edit that left something',
    { metadata: { a: '1' } },
    { cacheControl: 'x', metadata: { a: '1' } },
    ['cache-control', 'metadata'],
    { changes: { properties: {} } },
  ],
  [
    'an edit of the class',
    {},
    { storageClass: 'GLACIER' },
    [],
    { changes: { properties: {}, storageClass: 'GLACIER' } },
  ],
])('%s', (_name, source, copy, differences, more) => {
  expect(compareCopies({ source: head(source), copy: head(copy), now, ...more }).differences).toEqual(
    differences,
  );
});

test.each<[Partial<ObjectHead>, Partial<ObjectHead>, Partial<Comparison>, string]>([
  [{}, {}, {}, 'etag'],
  [{ etag: 'x-2' }, { etag: `${md5}-2` }, { joinedEtag: `${md5}-2` }, 'etag'],
  [{ etag: 'x-2', checksums: { crc64nvme: 'A' } }, { checksums: { crc64nvme: 'A' } }, {}, 'checksum'],
  [{ etag: 'x-2' }, {}, {}, 'size'],
  [{}, { etag: 'z-2', encryption: { kind: 'sse-s3' } }, { joinedEtag: 'y-2' }, 'size'],
])('%j, %j: proved by %s', (source, copy, more, proof) => {
  expect(compareCopies({ source: head(source), copy: head(copy), now, ...more }).proof).toBe(proof);
});
