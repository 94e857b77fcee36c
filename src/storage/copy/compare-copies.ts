import type { ObjectHead, ObjectProperties, Retention } from '../types.ts';
import type { CopyChanges, CopyDifference, CopyProof } from './copy-types.ts';

export interface Comparison {
  source: ObjectHead;
  copy: ObjectHead;
  changes?: CopyChanges;
  /** Of a copy made by parts: the ETag that they give together, where their own are hashes. */
  joinedEtag?: string;
  /** ms */
  now: number;
}

/** Whether the copy is what was asked for. What the source has and the copy lacks is named; what it has beside is not. */
export function compareCopies(comparison: Comparison): { differences: CopyDifference[]; proof: CopyProof } {
  const { source, copy, changes, now } = comparison;
  const bytes = compareBytes(comparison);
  const differences: CopyDifference[] = [...bytes.differences];
  const check = (name: CopyDifference, holds: boolean) => {
    if (!holds) differences.push(name);
  };
  for (const name of differingProperties(changes?.properties ?? source, copy, changes !== undefined)) {
    differences.push(name);
  }
  check('storage-class', classOf(changes ?? {}, source) === classOf(copy));
  check('encryption', keepsEncryption(source, copy));
  check('tags', (copy.tagCount ?? 0) >= (source.tagCount ?? 0));
  check('retention', keepsRetention(retentionToKeep(source, now), copy.retention));
  check('legal-hold', !source.legalHold || copy.legalHold === true);
  check('website-redirect', source.websiteRedirect === copy.websiteRedirect);
  return { differences, proof: bytes.proof };
}

/** A retention that has ended keeps nothing, and servers take none that ends in the past. */
export function retentionToKeep({ retention }: ObjectHead, now: number): Retention | undefined {
  return retention && retention.until.getTime() > now ? retention : undefined;
}

function compareBytes({ source, copy, joinedEtag }: Comparison): {
  differences: CopyDifference[];
  proof: CopyProof;
} {
  if (copy.size !== source.size) return { differences: ['size'], proof: 'size' };
  const expected = joinedEtag ?? (isMd5(source) && isMd5(copy) ? source.etag : undefined);
  if (expected !== undefined && expected === copy.etag) return { differences: [], proof: 'etag' };
  // Where a server encrypts, the ETag of joined parts may be anything.
  if (expected !== undefined && (joinedEtag === undefined || copy.encryption === undefined)) {
    return { differences: ['etag'], proof: 'size' };
  }
  const comparable = Object.entries(source.checksums).filter(
    ([algorithm, value]) => !value.includes('-') && copy.checksums[algorithm]?.includes('-') === false,
  );
  if (comparable.length === 0) return { differences: [], proof: 'size' };
  return comparable.every(([algorithm, value]) => copy.checksums[algorithm] === value)
    ? { differences: [], proof: 'checksum' }
    : { differences: ['checksum'], proof: 'size' };
}

/** An ETag that is the MD5 of the bytes: of one part, and not encrypted by another's key. */
const isMd5 = ({ etag, encryption }: ObjectHead) =>
  /^[0-9a-f]{32}$/.test(etag) && (encryption === undefined || encryption.kind === 'sse-s3');

function differingProperties(wanted: ObjectProperties, copy: ObjectHead, isEdit: boolean): CopyDifference[] {
  const pairs: [CopyDifference, string | undefined, string | undefined][] = [
    ['content-type', wanted.contentType, copy.contentType],
    ['content-disposition', wanted.contentDisposition, copy.contentDisposition],
    ['content-encoding', wanted.contentEncoding, copy.contentEncoding],
    ['content-language', wanted.contentLanguage, copy.contentLanguage],
    ['cache-control', wanted.cacheControl, copy.cacheControl],
    ['expires', wanted.expires?.toUTCString(), copy.expires?.toUTCString()],
  ];
  const differing = pairs
    .filter(([name, expected, found]) => {
      // A server gives a type of its own to what has none.
      if (!expected) return isEdit && name !== 'content-type' && Boolean(found);
      return expected !== found;
    })
    .map(([name]) => name);
  return sameMetadata(wanted.metadata ?? {}, copy.metadata, isEdit) ? differing : [...differing, 'metadata'];
}

function sameMetadata(wanted: Record<string, string>, found: Record<string, string>, isEdit: boolean) {
  const names = Object.keys(wanted);
  if (isEdit && Object.keys(found).length !== names.length) return false;
  return names.every((name) => found[name.toLowerCase()] === wanted[name]);
}

const classOf = (...places: { storageClass?: string }[]) =>
  places.find(({ storageClass }) => storageClass !== undefined)?.storageClass ?? 'STANDARD';

function keepsEncryption({ encryption: from }: ObjectHead, { encryption: to }: ObjectHead): boolean {
  if (from === undefined) return true;
  return to !== undefined && (from.kind === to.kind || from.kind === 'sse-s3');
}

function keepsRetention(from: Retention | undefined, to: Retention | undefined): boolean {
  if (from === undefined) return true;
  // Headers carry a time down to the second or the millisecond, as the server likes.
  const isLongEnough =
    to !== undefined && to.until.getTime() >= Math.floor(from.until.getTime() / 1000) * 1000;
  return isLongEnough && (to.mode === from.mode || to.mode === 'COMPLIANCE');
}
