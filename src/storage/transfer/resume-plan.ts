import type { Part } from '../types.ts';
import { type PartLimits, partBounds, planParts } from './part-plan.ts';

/**
 * Why a local file cannot finish an upload. `other-bytes`: its first and its last part on the server differ from the
 * file. `uneven-parts`: where each part lies cannot be told. `small-parts`: the server would never join them.
 */
export type ResumeRefusal =
  | 'file-smaller'
  | 'other-bytes'
  | 'uneven-parts'
  | 'small-parts'
  | 'too-many-parts'
  | 'too-large';

/** The part sizes (bytes, most likely first) by which the file may have been cut, or why there is none. */
export type ResumeSizes = { partSizes: readonly number[] } | { why: ResumeRefusal };

/**
 * Tells from what is on the server how a file of `size` bytes was cut. Of a single part that is not the first one it
 * cannot be told whether it is the file's last: then both sizes are named, and the bytes decide.
 */
export function resumePartSizes(parts: readonly Part[], size: number, limits: PartLimits): ResumeSizes {
  if (size > limits.maxObjectSize) return { why: 'too-large' };
  if (parts.length === 0) {
    const plan = planParts(size, limits);
    return { partSizes: [plan.kind === 'parts' ? plan.partSize : Math.max(size, limits.minPartSize)] };
  }
  if (parts.reduce((sum, part) => sum + part.size, 0) > size) return { why: 'file-smaller' };
  const cut = cutSizes(parts, size);
  if (cut.length === 0) return { why: 'uneven-parts' };
  const inside = cut.filter((partSize) => parts.every((part) => endsWithin(part, partSize, size)));
  if (inside.length === 0) return { why: 'file-smaller' };
  const joinable = inside.filter((partSize) => partSize >= size || partSize >= limits.minPartSize);
  if (joinable.length === 0) return { why: 'small-parts' };
  const partSizes = joinable.filter((partSize) => partCountOf(size, partSize) <= limits.maxParts);
  return partSizes.length === 0 ? { why: 'too-many-parts' } : { partSizes };
}

/** Every part but the file's last one has the same size. */
function cutSizes(parts: readonly Part[], size: number): number[] {
  const last = parts.reduce((highest, part) => (part.partNumber > highest.partNumber ? part : highest));
  const lower = parts.filter((part) => part !== last);
  const [first] = lower;
  if (first) {
    const even = lower.every((part) => part.size === first.size) && last.size <= first.size;
    return even ? [first.size] : [];
  }
  if (last.partNumber === 1) return [last.size];
  const asLast = (size - last.size) / (last.partNumber - 1);
  const isWhole = Number.isInteger(asLast) && asLast > last.size;
  return isWhole ? [last.size, asLast] : [last.size];
}

function endsWithin({ partNumber, size: partBytes }: Part, partSize: number, size: number): boolean {
  return (partNumber - 1) * partSize + partBytes <= size;
}

/** Even an empty file is one part. */
export function partCountOf(size: number, partSize: number): number {
  return Math.max(1, Math.ceil(size / partSize));
}

/** The listed parts that have the size which the file has in their place: only these can be the same bytes. */
export function comparableParts(parts: readonly Part[], partSize: number, size: number): Part[] {
  return parts.filter((part) => {
    const { start, end } = partBounds(part.partNumber, partSize, size);
    return end - start === part.size;
  });
}
