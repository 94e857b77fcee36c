import { type Operation, ownerId, xmlReply } from '../http/call.ts';
import { invalidArgument } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { keyEncoder, pageLimit } from '../listing/list-parameters.ts';
import { listedMetadata } from '../listing/listed-metadata.ts';
import { listPage } from '../listing/roll-up.ts';
import { type ListedVersion, versionScan } from '../listing/scans.ts';
import { requireBucket } from '../metadata/buckets.ts';
import type { Tables } from '../metadata/database.ts';
import { checkKeyLength } from '../metadata/objects.ts';
import { isDeleteMarker, type ObjectRecord } from '../metadata/records.ts';
import { findVersion } from '../metadata/versions.ts';
import { isOrder, latestOrder } from '../versions/version-order.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import { commonPrefixElements, etagLeaf, isoTime, ownerElement } from './elements.ts';

/**
 * Versions and delete markers in one order: by key, then newest first.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
 */
export const listObjectVersions: Operation = (call) => {
  const {
    bucket,
    query,
    metadata: { tables },
  } = call;
  requireBucket(tables, bucket);
  const { encode, encodingType } = keyEncoder(query);
  const prefix = queryValue(query, 'prefix') ?? '';
  const delimiter = queryValue(query, 'delimiter') ?? '';
  const keyMarker = queryValue(query, 'key-marker') ?? '';
  const versionIdMarker = queryValue(query, 'version-id-marker') ?? '';
  checkKeyLength(prefix);
  checkKeyLength(keyMarker);
  const withMetadata = queryValue(query, 'metadata') === 'true';
  const limit = pageLimit(query, 'max-keys');
  const after =
    keyMarker === '' && versionIdMarker === ''
      ? undefined
      : listedAfter(tables, bucket, keyMarker, versionIdMarker);
  const page = listPage(versionScan(tables, bucket), { prefix, delimiter, after, limit });
  const last = page.truncated ? page.last : undefined;
  return xmlReply(
    xmlDocument('ListVersionsResult', [
      leaf('Name', bucket),
      leaf('Prefix', encode(prefix)),
      leaf('KeyMarker', encode(keyMarker)),
      leaf('VersionIdMarker', versionIdMarker),
      leaf('NextKeyMarker', last && encode(last.key)),
      leaf(
        'NextVersionIdMarker',
        last?.id === undefined ? undefined : page.rows.at(-1)?.value.record.versionId,
      ),
      leaf('MaxKeys', limit),
      leaf('Delimiter', delimiter === '' ? undefined : encode(delimiter)),
      leaf('IsTruncated', page.truncated),
      leaf('EncodingType', encodingType),
      ...page.rows.map(({ key, value }) =>
        versionElement(encode(key), value, (object) =>
          withMetadata ? listedMetadata(call, key, object) : '',
        ),
      ),
      commonPrefixElements(page.commonPrefixes, encode),
    ]),
  );
};

/** Where a page goes on. The id of a version that went meanwhile still says where it stood; that of `null` does not. */
function listedAfter(
  tables: Tables,
  bucket: string,
  key: string,
  versionId: string,
): { key: string; id?: string } {
  if (versionId === '') return { key };
  if (key === '')
    throw invalidArgument(
      'version-id-marker',
      versionId,
      'A version-id-marker takes a key-marker beside it.',
    );
  if (versionId === 'null') {
    // Without it, the key's versions are listed again rather than lost.
    return { key, id: findVersion(tables, bucket, key, 'null')?.order ?? latestOrder };
  }
  if (isOrder(versionId)) return { key, id: versionId };
  throw invalidArgument('version-id-marker', versionId, 'Invalid version id specified');
}

/** `more` gives XML that goes at the end. */
function versionElement(
  key: string,
  { record, isLatest }: ListedVersion,
  more: (object: ObjectRecord) => string,
): string {
  const common = [
    leaf('Key', key),
    leaf('VersionId', record.versionId),
    leaf('IsLatest', isLatest),
    leaf('LastModified', isoTime(record.modified)),
  ];
  if (isDeleteMarker(record)) return element('DeleteMarker', [...common, ownerElement('Owner', ownerId)]);
  return element('Version', [
    ...common,
    etagLeaf(record.etag),
    leaf('ChecksumAlgorithm', record.checksum?.algorithm.toUpperCase()),
    leaf('ChecksumType', record.checksum?.type),
    leaf('Size', record.size),
    leaf('StorageClass', record.storageClass),
    ownerElement('Owner', ownerId),
    more(record),
  ]);
}
