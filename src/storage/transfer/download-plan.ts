import type { ObjectHead } from '../types.ts';

const MiB = 1024 ** 2;
/** As long as a second or two on a usual line: a piece that is cut goes on where it was. */
const usualPieceSize = 8 * MiB;
/** Pieces that are kept count of; of what is larger than this allows, pieces are larger. */
const mostPieces = 10_000;

/** How an object, or a range of it, is fetched: `pieceCount` pieces in ascending order, the last as long as is left. */
export interface DownloadPlan {
  /** First byte of the object that is wanted. */
  start: number;
  /** Bytes that are wanted: the file's size. */
  size: number;
  pieceSize: number;
  pieceCount: number;
}

/**
 * `range` with both ends, inclusive, as in HTTP; an end beyond the object means its end. Undefined where the range
 * begins behind the object's last byte.
 */
export function planDownload(
  objectSize: number,
  range?: { start: number; end: number },
  smallestPiece = usualPieceSize,
): DownloadPlan | undefined {
  const start = range?.start ?? 0;
  const end = Math.min(range?.end ?? objectSize - 1, objectSize - 1);
  if (range && (start >= objectSize || end < start)) return undefined;
  const size = end + 1 - start;
  const pieceSize = Math.max(smallestPiece, Math.ceil(size / mostPieces));
  return { start, size, pieceSize, pieceCount: Math.ceil(size / pieceSize) };
}

/** Where a piece (0 to `pieceCount - 1`) lies in the file: from `position`, so many bytes. */
export function pieceAt(plan: DownloadPlan, piece: number): { position: number; size: number } {
  const position = piece * plan.pieceSize;
  return { position, size: Math.min(plan.pieceSize, plan.size - position) };
}

/** What an ETag says of the bytes. */
export type ExpectedHash =
  | { kind: 'md5'; md5: string }
  /** The MD5 of the parts' MD5s. */
  | { kind: 'parts'; md5: string; count: number }
  | { kind: 'none' };

/** Of an object that is encrypted with keys from elsewhere (KMS, SSE-C) an ETag is no MD5. */
export function expectedHash({ etag, encryption }: Pick<ObjectHead, 'etag' | 'encryption'>): ExpectedHash {
  if (encryption && encryption.kind !== 'sse-s3') return { kind: 'none' };
  const [, md5, count] = /^([\da-f]{32})(?:-(\d{1,5}))?$/.exec(etag.toLowerCase()) ?? [];
  if (md5 === undefined) return { kind: 'none' };
  return count === undefined ? { kind: 'md5', md5 } : { kind: 'parts', md5, count: Number(count) };
}

/** Sizes of parts that are all as long as the first but the last; undefined where so many do not make up the object. */
export function evenParts(firstPart: number, count: number, objectSize: number): number[] | undefined {
  if (firstPart <= 0 || count <= 0) return undefined;
  const last = objectSize - firstPart * (count - 1);
  if (last <= 0 || last > firstPart) return undefined;
  return Array.from({ length: count }, (_, part) => (part < count - 1 ? firstPart : last));
}
