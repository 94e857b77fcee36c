import { type Operation, ownerId, xmlReply } from '../http/call.ts';
import { queryValue } from '../http/target.ts';
import { abortHeaders } from '../lifecycle/lifecycle-headers.ts';
import { pageLimit } from '../listing/list-parameters.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { findSetting } from '../metadata/settings.ts';
import { listPartRecords, requireUpload } from '../metadata/uploads.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import { checksumLeaf, etagLeaf, isoTime, ownerElement } from './elements.ts';
import { partNumberMarker } from './part-number.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts: Operation = ({ bucket, key, query, metadata: { tables } }) => {
  const limit = pageLimit(query, 'max-parts');
  const after = partNumberMarker(queryValue(query, 'part-number-marker'));
  requireBucket(tables, bucket);
  const upload = requireUpload(tables, bucket, key, queryValue(query, 'uploadId') ?? '');
  const parts: string[] = [];
  let last = after;
  let truncated = false;
  for (const part of listPartRecords(tables, upload.uploadId, after)) {
    truncated = parts.length === limit;
    if (truncated) break;
    last = part.partNumber;
    parts.push(
      element('Part', [
        leaf('PartNumber', part.partNumber),
        leaf('LastModified', isoTime(part.modified)),
        etagLeaf(part.etag),
        leaf('Size', part.size),
        checksumLeaf(part.checksum),
      ]),
    );
  }
  return xmlReply(
    xmlDocument('ListPartsResult', [
      leaf('Bucket', bucket),
      leaf('Key', key),
      leaf('UploadId', upload.uploadId),
      leaf('PartNumberMarker', after),
      leaf('NextPartNumberMarker', last),
      leaf('MaxParts', limit),
      leaf('IsTruncated', truncated && limit > 0),
      ...parts,
      ownerElement('Initiator', ownerId),
      ownerElement('Owner', ownerId),
      leaf('StorageClass', upload.description.storageClass),
      leaf('ChecksumAlgorithm', upload.checksum?.algorithm.toUpperCase()),
      leaf('ChecksumType', upload.checksum?.type),
    ]),
    abortHeaders(findSetting(tables, bucket, 'lifecycle'), key, upload.initiated),
  );
};
