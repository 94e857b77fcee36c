import { type Checksum, checksumHeader } from '../checksum/checksum.ts';
import type { ObjectDescription, ObjectRecord } from '../metadata/records.ts';
import type { RequestHeaders } from './request-headers.ts';
import { invalidArgument, S3Error } from './s3-error.ts';
import { type Query, queryValue } from './target.ts';

const storedHeaders = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

const storageClasses = ['STANDARD', 'REDUCED_REDUNDANCY'];
const maxMetadataBytes = 2048;
const metadataPrefix = 'x-amz-meta-';

/** What a request says of the object that it makes. */
export function describeObject(headers: RequestHeaders): ObjectDescription {
  const stored: Record<string, string> = {};
  for (const name of storedHeaders) {
    const value = name === 'content-encoding' ? contentEncoding(headers) : headers.get(name);
    if (value !== undefined && value !== '') stored[name] = value;
  }
  const metadata: Record<string, string> = {};
  let bytes = 0;
  for (const [name, value] of headers) {
    if (!name.startsWith(metadataPrefix)) continue;
    metadata[name.slice(metadataPrefix.length)] = value;
    bytes += name.length - metadataPrefix.length + value.length;
  }
  if (bytes > maxMetadataBytes) {
    throw new S3Error('MetadataTooLarge', 'The metadata is larger than is allowed.', {
      Size: String(bytes),
      MaxSizeAllowed: String(maxMetadataBytes),
    });
  }
  return { headers: stored, metadata, storageClass: storageClass(headers) };
}

/** The coding of the object: `aws-chunked` was that of the request alone. */
function contentEncoding(headers: RequestHeaders): string | undefined {
  return headers
    .get('content-encoding')
    ?.split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding.toLowerCase() !== 'aws-chunked')
    .join(',');
}

export function storageClass(headers: RequestHeaders): string {
  const asked = headers.get('x-amz-storage-class') ?? 'STANDARD';
  if (storageClasses.includes(asked)) return asked;
  throw new S3Error('InvalidStorageClass', 'This store has no such storage class.', {
    StorageClassRequested: asked,
  });
}

/** What GET and HEAD say of an object, without its length. */
export function objectHeaders(object: ObjectRecord): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'binary/octet-stream',
    ...object.headers,
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.modified).toUTCString(),
    'accept-ranges': 'bytes',
  };
  for (const [name, value] of Object.entries(object.metadata)) headers[metadataPrefix + name] = value;
  if (object.storageClass !== 'STANDARD') headers['x-amz-storage-class'] = object.storageClass;
  return headers;
}

export function checksumHeaders(checksum: Checksum | undefined): Record<string, string> {
  if (checksum === undefined) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** What no header's value holds: all control characters but the tab. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they would end the header
export const headerControls = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** `response-*` of a read: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function responseOverrides(query: Query): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of storedHeaders) {
    const value = queryValue(query, `response-${name}`);
    if (value === undefined || value === '') continue;
    if (headerControls.test(value)) {
      throw invalidArgument(`response-${name}`, value, 'A header holds no control characters.');
    }
    headers[name] = Buffer.from(value, 'utf8').toString('latin1');
  }
  return headers;
}
