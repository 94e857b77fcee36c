/** Units of the S3 upload limits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MiB = 1024 ** 2;
const TiB = 1024 ** 4;

/** Measured best between 8 MiB (too many round trips) and 64 MiB (more to send again, no gain). */
const usualPartSize = 16 * MiB;

/** What a server takes; a driver's `multipart` group is one. */
export interface PartLimits {
  minPartSize: number;
  maxParts: number;
  maxObjectSize: number;
}

/** What a service takes in blocks; a driver's `blocks` group is one. */
export interface BlockLimits {
  minBlockSize: number;
  maxBlockSize: number;
  usualBlockSize: number;
  maxSingleSize: number;
}

/**
 * How a file of a given size travels. `partSize` is a whole number of MiB, that of `blocks` of KiB (but for small
 * limits); only the last part is smaller.
 */
export type PartPlan =
  | { kind: 'single' }
  | { kind: 'parts' | 'blocks'; partSize: number; partCount: number }
  | { kind: 'too-large'; maxObjectSize: number };

/** No service says how many it takes; beyond this the list of them at the end is over a megabyte. */
const maxBlocks = 10_000;
/** Each request costs the browser some milliseconds of work: instead of more than these, blocks grow as far as they may. */
const manyBlocks = 128;
/** A hash of the whole stands still between two blocks only where both are whole words of it. */
const hashedAtOnce = 64;

/** As the driver at hand takes it: in parts, in blocks, or whole. */
export function planUpload(
  size: number,
  { multipart, blocks }: { multipart?: PartLimits; blocks?: BlockLimits },
  { smallestPartSize, blockSize }: { smallestPartSize?: number; blockSize?: number },
): PartPlan {
  if (blocks && !multipart) return planBlocks(size, blocks, blockSize);
  return planParts(size, multipart, smallestPartSize);
}

/** `wanted` (bytes) is kept where the limits allow it; without it blocks are of the usual size, and larger in large files. */
export function planBlocks(size: number, limits: BlockLimits, wanted?: number): PartPlan {
  const { minBlockSize, maxBlockSize, usualBlockSize, maxSingleSize } = limits;
  const maxObjectSize = Math.max(maxSingleSize, maxBlocks * maxBlockSize);
  if (size > maxObjectSize) return { kind: 'too-large', maxObjectSize };
  if (size <= maxSingleSize) return { kind: 'single' };
  const unit = Math.min(1024, Math.max(hashedAtOnce, minBlockSize));
  const aim = wanted ?? Math.max(usualBlockSize, size / manyBlocks);
  const needed = Math.max(aim, minBlockSize, size / maxBlocks);
  const partSize = Math.min(unit * Math.ceil(needed / unit), maxBlockSize);
  return { kind: 'blocks', partSize, partCount: Math.ceil(size / partSize) };
}

/** Without `limits` the protocol has no multipart upload: everything goes in one request. */
export function planParts(
  size: number,
  limits: PartLimits | undefined,
  smallestPartSize = usualPartSize,
): PartPlan {
  const maxObjectSize = limits?.maxObjectSize ?? 5 * TiB;
  if (size > maxObjectSize) return { kind: 'too-large', maxObjectSize };
  if (!limits || size <= smallestPartSize) return { kind: 'single' };
  const partSize = wholeMiB(Math.max(smallestPartSize, limits.minPartSize, size / limits.maxParts));
  if (size <= partSize) return { kind: 'single' };
  return { kind: 'parts', partSize, partCount: Math.ceil(size / partSize) };
}

/** Where a part (1 to `partCount`) lies in its file: bytes from `start` up to but not with `end`. */
export function partBounds(
  partNumber: number,
  partSize: number,
  size: number,
): { start: number; end: number } {
  const start = (partNumber - 1) * partSize;
  return { start, end: Math.min(start + partSize, size) };
}

function wholeMiB(bytes: number): number {
  return Math.ceil(bytes / MiB) * MiB;
}

/** What is left on the server of an upload that is given up: parts that it lists, or that nobody finds again. */
export const partsOf = ({ kind }: PartPlan): 'listed' | 'unlisted' | undefined =>
  kind === 'parts' ? 'listed' : kind === 'blocks' ? 'unlisted' : undefined;
