import { type Operation, ownerId, xmlReply } from '../http/call.ts';
import { queryValue } from '../http/target.ts';
import { keyEncoder, pageLimit } from '../listing/list-parameters.ts';
import { listPage } from '../listing/roll-up.ts';
import { uploadScan } from '../listing/scans.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { checkKeyLength } from '../metadata/objects.ts';
import type { UploadRecord } from '../metadata/records.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import { commonPrefixElements, isoTime, ownerElement } from './elements.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads: Operation = ({ bucket, query, metadata: { tables } }) => {
  requireBucket(tables, bucket);
  const { encode, encodingType } = keyEncoder(query);
  const [prefix, delimiter, keyMarker, uploadIdMarker] = [
    'prefix',
    'delimiter',
    'key-marker',
    'upload-id-marker',
  ].map((name) => queryValue(query, name) ?? '') as [string, string, string, string];
  checkKeyLength(prefix);
  checkKeyLength(keyMarker);
  const limit = pageLimit(query, 'max-uploads');
  // An upload-id-marker means nothing without a key, or as an id that was never made.
  const id = /^[0-9a-f]{44}$/.test(uploadIdMarker) ? uploadIdMarker : undefined;
  const page = listPage(uploadScan(tables, bucket), {
    prefix,
    delimiter,
    after: keyMarker === '' ? undefined : { key: keyMarker, id },
    limit,
  });
  const next = page.truncated ? page.last : undefined;
  return xmlReply(
    xmlDocument('ListMultipartUploadsResult', [
      leaf('Bucket', bucket),
      leaf('KeyMarker', encode(keyMarker)),
      leaf('UploadIdMarker', uploadIdMarker),
      leaf('NextKeyMarker', next && encode(next.key)),
      leaf('NextUploadIdMarker', next && (next.id ?? '')),
      leaf('Delimiter', delimiter === '' ? undefined : encode(delimiter)),
      leaf('Prefix', encode(prefix)),
      leaf('EncodingType', encodingType),
      leaf('MaxUploads', limit),
      leaf('IsTruncated', page.truncated),
      ...page.rows.map(({ value }) => uploadElement(value, encode)),
      commonPrefixElements(page.commonPrefixes, encode),
    ]),
  );
};

function uploadElement(upload: UploadRecord, encode: (key: string) => string): string {
  return element('Upload', [
    leaf('Key', encode(upload.key)),
    leaf('UploadId', upload.uploadId),
    ownerElement('Initiator', ownerId),
    ownerElement('Owner', ownerId),
    leaf('StorageClass', upload.description.storageClass),
    leaf('Initiated', isoTime(upload.initiated)),
    leaf('ChecksumAlgorithm', upload.checksum?.algorithm.toUpperCase()),
    leaf('ChecksumType', upload.checksum?.type),
  ]);
}
