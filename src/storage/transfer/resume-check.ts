import type { Digester } from '../digest/digester.ts';
import type { Part } from '../types.ts';
import { type PartLimits, partBounds } from './part-plan.ts';
import { comparableParts, partCountOf, type ResumeRefusal, resumePartSizes } from './resume-plan.ts';
import { sameEtag } from './upload-steps.ts';

export interface ResumePlan {
  partSize: number;
  partCount: number;
  /** Local MD5 by part number, of every part that was compared. */
  md5s: Map<number, string>;
  /** On the server already, byte for byte. */
  matching: Part[];
  /** On the server with other bytes or another size: sent again. */
  different: Part[];
}

interface CompareOptions {
  digester: Digester;
  signal: AbortSignal | undefined;
  /** Bytes of the file compared so far. */
  onProgress: ((compared: number, total: number) => void) | undefined;
}

/**
 * Compares the file's slices with the parts on the server, by MD5. A file whose first and last comparable part both
 * differ is another file, which is found out before the others are read. Rejects as the digester does.
 */
export async function compareWithParts(
  file: Blob,
  parts: readonly Part[],
  limits: PartLimits,
  options: CompareOptions,
): Promise<ResumePlan | { why: ResumeRefusal }> {
  const { size } = file;
  const sizes = resumePartSizes(parts, size, limits);
  if ('why' in sizes) return sizes;
  for (const partSize of sizes.partSizes) {
    const plan = await compareBySize(file, parts, partSize, options);
    if (plan) return plan;
  }
  return { why: 'other-bytes' };
}

async function compareBySize(
  file: Blob,
  parts: readonly Part[],
  partSize: number,
  { digester, signal, onProgress }: CompareOptions,
): Promise<ResumePlan | undefined> {
  const { size } = file;
  const comparable = comparableParts(parts, partSize, size);
  const total = comparable.reduce((sum, part) => sum + part.size, 0);
  const md5s = new Map<number, string>();
  const same = new Set<Part>();
  let compared = 0;

  async function compare(part: Part): Promise<void> {
    const { start, end } = partBounds(part.partNumber, partSize, size);
    const md5 = await digester.md5(file.slice(start, end), { signal });
    md5s.set(part.partNumber, md5);
    if (sameEtag(md5, part.etag)) same.add(part);
    compared += part.size;
    onProgress?.(compared, total);
  }

  const ends = [...new Set([comparable[0], comparable.at(-1)])].filter((part) => part !== undefined);
  await Promise.all(ends.map(compare));
  if (parts.length > 0 && same.size === 0) return undefined;
  await Promise.all(comparable.filter((part) => !ends.includes(part)).map(compare));
  return {
    partSize,
    partCount: partCountOf(size, partSize),
    md5s,
    matching: comparable.filter((part) => same.has(part)),
    different: parts.filter((part) => !same.has(part)),
  };
}
