import type { RawRequest } from '../testing/raw-request.ts';
import type { Random } from './random.ts';

const pieces = [
  '..',
  '%2e%2e',
  '../../../../etc/passwd',
  '%2e%2e%2f%2e%2e%2f',
  '%00',
  'a%00b',
  '%01%1f%7f',
  '%ff',
  '%c0%ae',
  '%ed%a0%80',
  '%',
  '%zz',
  '//',
  '/./',
  '%EF%BF%BF',
  'k'.repeat(1025),
  '%F0%9F%AA%A3'.repeat(90),
  'UPPER_case',
  '__proto__',
  'constructor',
] as const;

const names = [
  'acl',
  'append',
  'continuation-token=AAAA',
  'delete',
  'delimiter=%00',
  'encoding-type=url',
  'events=s3:ObjectCreated:*&ping=x',
  'key-marker=%F4%8F%BF%BF',
  'legal-hold',
  'list-type=2',
  'list-type=3',
  'marker=%2f',
  'max-keys=-1',
  'max-keys=99999999999',
  'partNumber=0',
  'partNumber=10001',
  'prefix=%ff',
  'response-content-type=a%0d%0ab',
  'restore',
  'select&select-type=2',
  'torrent',
  'uploadId=..%2f..',
  'uploads',
  'version-id-marker=null',
  'versionId=',
  'versionId=../x',
  'versions',
  'x-id=PutObject',
  'X-Amz-Signature=0',
  'X-Amz-Expires=-1',
  '=',
  '&&&',
  '__proto__=1',
] as const;

const headerNames = [
  'content-length',
  'content-md5',
  'content-type',
  'expect',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'range',
  'transfer-encoding',
  'x-amz-acl',
  'x-amz-checksum-crc32',
  'x-amz-checksum-sha256',
  'x-amz-content-sha256',
  'x-amz-copy-source',
  'x-amz-copy-source-range',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-meta-__proto__',
  'x-amz-meta-a',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-retain-until-date',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-security-token',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-customer-key',
  'x-amz-storage-class',
  'x-amz-tagging',
  'x-amz-trailer',
  'x-minio-force-delete',
  'authorization',
] as const;

const headerValues = [
  '',
  '0',
  '-1',
  '1e9',
  '99999999999999999999',
  'x',
  '*',
  'true',
  '"',
  '"",,"',
  'bytes=0-',
  'bytes=-0',
  'bytes=5-1',
  'bytes=a-b',
  'bytes=0-9999999999999999999',
  'chunked',
  'chunked, gzip',
  '100-continue',
  'COMPLIANCE',
  '9999-99-99T99:99:99Z',
  '/',
  '/fuzz-plain/%zz',
  '/fuzz-plain/a?versionId=%00',
  'fuzz-plain/../a',
  'k=v&k=v',
  '%',
  'a=%ff',
  'AAAA',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'text/\x7f',
  '\xff\xfe',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'UNSIGNED-PAYLOAD',
  'x-amz-checksum-crc32',
  'AWS4-HMAC-SHA256 Credential=a/b/c/s3/aws4_request,SignedHeaders=host,Signature=0',
] as const;

const documentPieces = [
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
  '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
  '&xxe;',
  '&#0;',
  '&#x110000;',
  '&#xD800;',
  '<![CDATA[',
  ']]>',
  '<a>'.repeat(2000),
  '</Rule>',
  '<Rule>',
  '\0',
  '\uffff',
  '-1',
  '999999999999999999999999',
  '{"__proto__":{}}',
  '[[[[[[',
  'NaN',
] as const;

type Change = (request: RawRequest, random: Random) => RawRequest;

/** Before it is signed, so that what is wrong gets past authentication. */
const changes: readonly [Change, ...Change[]] = [
  (request, random) => ({ ...request, url: splice(request.url, random.pick(pieces), random) }),
  (request, random) => ({ ...request, url: `/${random.pick(pieces)}/${random.pick(pieces)}` }),
  (request, random) => ({ ...request, url: withQuery(request.url, random.pick(names)) }),
  (request, random) => ({
    ...request,
    method: random.pick(['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'TRACE', 'BREW']),
  }),
  (request, random) => ({
    ...request,
    headers: { ...request.headers, [random.pick(headerNames)]: random.pick(headerValues) },
  }),
  (request, random) => ({
    ...request,
    headers: { ...request.headers, 'x-amz-meta-big': 'b'.repeat(random.below(40_000)) },
  }),
  (request, random) => ({
    ...request,
    payloadHash: random.pick(['UNSIGNED-PAYLOAD', '0'.repeat(64), 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD']),
  }),
  (request, random) => ({ ...request, body: mutateBytes(Buffer.from(request.body ?? ''), random) }),
  (request, random) => ({
    ...request,
    body: splice(String(request.body ?? ''), random.pick(documentPieces), random),
  }),
  // What vouched for the body before does not any more; so the body itself is looked at.
  (request, random) => ({
    ...request,
    headers: Object.fromEntries(
      Object.entries(request.headers ?? {}).filter(([name]) => name !== 'content-md5'),
    ),
    body: mutateBytes(Buffer.from(request.body ?? ''), random),
  }),
  (request, random) => ({ ...request, body: random.bytes(random.below(2000)) }),
];

export const mutateRequest: Change = (request, random) => random.pick(changes)(request, random);

/** After it is signed, when it is bytes. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const to = at + random.below(Math.max(1, Math.min(200, bytes.length - at)));
  switch (random.below(8)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, at), random.bytes(1 + random.below(20)), bytes.subarray(at)]);
    case 4:
      return repeatLine(bytes, random);
    case 5:
      return Buffer.from(
        bytes.toString('latin1').replaceAll('\r\n', random.pick(['\n', '\r', '\r\n '])),
        'latin1',
      );
    default: {
      const flipped = Buffer.from(bytes);
      for (let times = 1 + random.below(4); times > 0 && flipped.length > 0; times -= 1) {
        const index = random.below(flipped.length);
        flipped[index] = (flipped[index] ?? 0) ^ (1 << random.below(8));
      }
      return flipped;
    }
  }
}

/** A header twice, or a chunk. */
function repeatLine(bytes: Buffer, random: Random): Buffer {
  const lines = bytes.toString('latin1').split('\r\n');
  const index = random.below(lines.length);
  lines.splice(random.below(lines.length), 0, lines[index] ?? '');
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

function splice(text: string, piece: string, random: Random): string {
  const at = 1 + random.below(Math.max(1, text.length));
  return text.slice(0, at) + piece + text.slice(at + random.below(3));
}

const withQuery = (url: string, parameter: string) => url + (url.includes('?') ? '&' : '?') + parameter;
