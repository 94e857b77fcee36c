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

/** How a file of a given size travels. `partSize` is a whole number of MiB; only the last part is smaller. */
export type PartPlan =
  | { kind: 'single' }
  | { kind: 'parts'; partSize: number; partCount: number }
  | { kind: 'too-large'; maxObjectSize: number };

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
