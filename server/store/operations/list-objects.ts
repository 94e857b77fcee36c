import { type Operation, ownerId, xmlReply } from '../http/call.ts';
import { queryValue } from '../http/target.ts';
import { keyEncoder, pageLimit } from '../listing/list-parameters.ts';
import { listPage } from '../listing/roll-up.ts';
import { objectScan } from '../listing/scans.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { checkKeyLength } from '../metadata/objects.ts';
import type { ObjectRecord } from '../metadata/records.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import { commonPrefixElements, etagLeaf, isoTime, ownerElement } from './elements.ts';

/** Version 1. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export const listObjects: Operation = ({ bucket, query, metadata: { tables } }) => {
  requireBucket(tables, bucket);
  const { encode, encodingType } = keyEncoder(query);
  const prefix = queryValue(query, 'prefix') ?? '';
  const delimiter = queryValue(query, 'delimiter') ?? '';
  const marker = queryValue(query, 'marker') ?? '';
  checkKeyLength(prefix);
  checkKeyLength(marker);
  const limit = pageLimit(query, 'max-keys');
  const after = marker === '' ? undefined : { key: marker };
  const page = listPage(objectScan(tables, bucket), { prefix, delimiter, after, limit });
  // Without a delimiter the next page's marker is the last key, and S3 leaves it to the client to see that.
  const next = page.truncated && delimiter !== '' ? page.last?.key : undefined;
  return xmlReply(
    xmlDocument('ListBucketResult', [
      leaf('Name', bucket),
      leaf('Prefix', encode(prefix)),
      leaf('Marker', encode(marker)),
      leaf('NextMarker', next === undefined ? undefined : encode(next)),
      leaf('MaxKeys', limit),
      leaf('Delimiter', delimiter === '' ? undefined : encode(delimiter)),
      leaf('IsTruncated', page.truncated),
      leaf('EncodingType', encodingType),
      ...page.rows.map(({ key, value }) => contentsElement(encode(key), value, true)),
      commonPrefixElements(page.commonPrefixes, encode),
    ]),
  );
};

/** `more` is XML that goes at the end. */
export function contentsElement(
  encodedKey: string,
  object: ObjectRecord,
  withOwner: boolean,
  more = '',
): string {
  return element('Contents', [
    leaf('Key', encodedKey),
    leaf('LastModified', isoTime(object.modified)),
    etagLeaf(object.etag),
    leaf('ChecksumAlgorithm', object.checksum?.algorithm.toUpperCase()),
    leaf('ChecksumType', object.checksum?.type),
    leaf('Size', object.size),
    withOwner ? ownerElement('Owner', ownerId) : '',
    leaf('StorageClass', object.storageClass),
    more,
  ]);
}
