import { encryptionHeaders } from '../encryption/encryption-headers.ts';
import { readingKey } from '../encryption/reading-key.ts';
import { objectEvent } from '../events/object-event.ts';
import { type Operation, xmlReply } from '../http/call.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { invalidArgument, S3Error } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { pageLimit } from '../listing/list-parameters.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { layoutOf } from '../metadata/contents.ts';
import type { Tables } from '../metadata/database.ts';
import type { ObjectRecord } from '../metadata/records.ts';
import { versionHeaders } from '../objects/reply-headers.ts';
import { element, leaf, plainDocument, xmlDocument } from '../xml/write-xml.ts';
import { checksumLeaf } from './elements.ts';
import { partNumberMarker } from './part-number.ts';
import { readableVersion } from './readable-version.ts';

/** In the order of the answer. */
const attributes = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'] as const;
type Attribute = (typeof attributes)[number];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export const getObjectAttributes: Operation = (call) => {
  const { bucket, key, query, headers, metadata, access, events, source, now, profile } = call;
  const { tables } = metadata;
  const isOfVersion = queryValue(query, 'versionId') !== undefined;
  access.require({ action: isOfVersion ? 's3:GetObjectVersion' : 's3:GetObject', bucket, key });
  requireBucket(tables, bucket);
  const asked = askedAttributes(headers);
  const object = readableVersion(call, queryValue(query, 'versionId'));
  readingKey(object.encryption, headers, call.isPrivate, '');
  const elements = attributes
    .filter((name) => asked.has(name))
    .map((name) => attributeElement(name, object, tables, headers));
  const versioned = object.versionId !== 'null';
  events.notify([
    objectEvent('s3:ObjectAccessed:Attributes', bucket, key, object, source, now(), { versioned }),
  ]);
  const document =
    profile === 'minio'
      ? plainDocument('getObjectAttributesResponse', elements)
      : xmlDocument('GetObjectAttributesResponse', elements);
  return xmlReply(document, {
    'last-modified': new Date(object.modified).toUTCString(),
    ...versionHeaders(tables, bucket, object),
    ...encryptionHeaders(object.encryption, headers),
  });
};

function askedAttributes(headers: RequestHeaders): Set<Attribute> {
  const name = 'x-amz-object-attributes';
  const text = headers.get(name)?.trim() ?? '';
  if (text === '') throw new S3Error('InvalidRequest', `${name} says which attributes are wanted.`);
  return new Set(
    text.split(',').map((asked) => {
      const known = attributes.find((attribute) => attribute === asked.trim());
      if (known === undefined) throw invalidArgument(name, asked.trim(), 'There is no such attribute.');
      return known;
    }),
  );
}

function attributeElement(
  name: Attribute,
  object: ObjectRecord,
  tables: Tables,
  headers: RequestHeaders,
): string {
  switch (name) {
    case 'ETag':
      return leaf('ETag', object.etag);
    case 'Checksum':
      return checksumElements(object.checksum);
    case 'ObjectParts':
      return object.content.kind === 'layout' ? objectParts(object, tables, headers) : '';
    case 'StorageClass':
      return leaf('StorageClass', object.storageClass);
    case 'ObjectSize':
      return leaf('ObjectSize', object.size);
  }
}

/** Here, and nowhere else, a composite checksum comes without the number of its parts. */
function checksumElements(checksum: ObjectRecord['checksum']): string {
  if (checksum === undefined) return '';
  const value = checksum.value.replace(/-\d+$/, '');
  return element('Checksum', [checksumLeaf({ ...checksum, value }), leaf('ChecksumType', checksum.type)]);
}

function objectParts(object: ObjectRecord, tables: Tables, headers: RequestHeaders): string {
  const limit = pageLimit([...headers], 'x-amz-max-parts');
  const after = partNumberMarker(headers.get('x-amz-part-number-marker'));
  const sizes = layoutOf(tables, object.content, object.size).map(({ size }) => size);
  const page = sizes.slice(after, after + limit);
  return element('ObjectParts', [
    leaf('PartsCount', sizes.length),
    leaf('PartNumberMarker', after),
    leaf('NextPartNumberMarker', after + page.length),
    leaf('MaxParts', limit),
    leaf('IsTruncated', limit > 0 && after + page.length < sizes.length),
    ...page.map((size, index) =>
      element('Part', [leaf('PartNumber', after + index + 1), leaf('Size', size)]),
    ),
  ]);
}
