import { type ChecksumAlgorithm, checksumElement } from '../checksum/checksum.ts';
import { bareETag } from '../http/conditions.ts';
import { malformedXml, S3Error } from '../http/s3-error.ts';
import type { PartRecord, UploadRecord } from '../metadata/records.ts';
import { requiredText, type XmlElement } from '../xml/read-xml.ts';
import { maxObjectBytes, maxPartNumber, minPartBytes } from './limits.ts';

/** A part as the client lists it on completion. */
export interface ListedPart {
  partNumber: number;
  /** Without quotes. */
  etag: string;
  checksum(algorithm: ChecksumAlgorithm): string | undefined;
}

export function listedParts(root: XmlElement): ListedPart[] {
  const parts = root.children('Part').map((part): ListedPart => {
    const number = requiredText(part, 'PartNumber').trim();
    if (!/^\d{1,9}$/.test(number)) throw malformedXml('PartNumber is a whole number.');
    return {
      partNumber: Number(number),
      etag: bareETag(requiredText(part, 'ETag')),
      checksum: (algorithm) => part.child(checksumElement(algorithm))?.text().trim(),
    };
  });
  if (parts.length === 0 || parts.length > maxPartNumber) {
    throw malformedXml('The list takes 1 to 10000 parts.');
  }
  return parts;
}

type UploadedPart = PartRecord & { partNumber: number };

/** The uploaded parts that the object is made of, or the first reason why it cannot be. */
export function checkParts(
  uploaded: readonly UploadedPart[],
  listed: readonly ListedPart[],
  upload: Pick<UploadRecord, 'uploadId' | 'checksum'>,
): UploadedPart[] {
  if (
    listed.some(({ partNumber }, index) => index > 0 && partNumber <= (listed[index - 1]?.partNumber ?? 0))
  ) {
    throw new S3Error('InvalidPartOrder', 'The parts are not listed in the order of their numbers.', {
      UploadId: upload.uploadId,
    });
  }
  const byNumber = new Map(uploaded.map((part) => [part.partNumber, part]));
  const parts = listed.map((entry) => matchPart(byNumber.get(entry.partNumber), entry, upload));
  const small = parts.slice(0, -1).find(({ size }) => size < minPartBytes);
  if (small !== undefined) {
    throw new S3Error('EntityTooSmall', 'Every part but the last has 5 MiB at least.', {
      ProposedSize: String(small.size),
      MinSizeAllowed: String(minPartBytes),
      PartNumber: String(small.partNumber),
      ETag: small.etag,
    });
  }
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (size > maxObjectBytes) {
    throw new S3Error('EntityTooLarge', 'An object has 5 TiB at most.', {
      ProposedSize: String(size),
      MaxSizeAllowed: String(maxObjectBytes),
    });
  }
  return parts;
}

function matchPart(
  part: UploadedPart | undefined,
  entry: ListedPart,
  { uploadId, checksum: wanted }: Pick<UploadRecord, 'uploadId' | 'checksum'>,
): UploadedPart {
  const invalid = () =>
    new S3Error('InvalidPart', 'A listed part was not uploaded, or not with this ETag or checksum.', {
      UploadId: uploadId,
      PartNumber: String(entry.partNumber),
      ETag: entry.etag,
    });
  if (part === undefined || part.etag !== entry.etag.toLowerCase()) throw invalid();
  const algorithm = wanted?.algorithm ?? part.checksum?.algorithm;
  const listed = algorithm === undefined ? undefined : entry.checksum(algorithm);
  if (listed !== undefined && listed !== part.checksum?.value) throw invalid();
  if (wanted?.type === 'COMPOSITE' && listed === undefined) {
    throw new S3Error(
      'InvalidRequest',
      `The upload was begun with ${wanted.algorithm}, so the list takes it for each part; part ${entry.partNumber} lacks it.`,
    );
  }
  return part;
}
