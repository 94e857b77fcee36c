import type { ListInput } from '../object-operations.ts';
import type { ListPage, ObjectEntry } from '../types.ts';
import type { CopyPair } from './copy-types.ts';

/** Objects as they were listed, and folders by their prefix, each of which ends in '/'. */
export interface CopyTargets {
  entries: readonly ObjectEntry[];
  folders: readonly string[];
}

/** Of each key the beginning `strip` is replaced by `prepend`. */
export interface CopyDestination {
  bucket: string;
  strip: string;
  prepend: string;
}

/** Why a key of the plan is not copied. */
type PairProblem<KeyProblem extends string> =
  | KeyProblem
  /** From a key to itself. */
  | 'same-key'
  /** Into a folder that is itself being copied: it would never end, or eat itself. */
  | 'inside-itself'
  /** The destination is another source of the plan, which would be lost. */
  | 'is-source'
  /** Another source goes to the same key. */
  | 'twice';

/** Sources in, sources out: each is in `pairs` or in `refused`. */
export interface CopyPlan<KeyProblem extends string = string> {
  /** Bucket of the sources. */
  bucket: string;
  destination: CopyDestination;
  pairs: CopyPair[];
  /** Of the pairs. */
  bytes: number;
  refused: { from: string; to: string; problem: PairProblem<KeyProblem> }[];
}

/** Lists every folder to its end. `onProgress` comes after each page. Rejects with what listing does. */
export async function listSources(
  list: (input: ListInput) => AsyncGenerator<ListPage, void, undefined>,
  bucket: string,
  { entries, folders }: CopyTargets,
  onProgress?: (found: { count: number; bytes: number }) => void,
): Promise<ObjectEntry[]> {
  for (const folder of folders) {
    if (!folder.endsWith('/')) throw new Error(`A folder ends in '/': ${folder}`);
  }
  const sources = new Map<string, ObjectEntry>();
  let bytes = 0;
  const add = (entry: ObjectEntry) => {
    if (sources.has(entry.key)) return;
    sources.set(entry.key, entry);
    bytes += entry.size;
  };
  entries.forEach(add);
  for (const prefix of folders) {
    for await (const page of list({ bucket, prefix })) {
      // A server that answers with more than was asked for must not widen the plan.
      for (const entry of page.entries) if (entry.key.startsWith(prefix)) add(entry);
      onProgress?.({ count: sources.size, bytes });
    }
  }
  return [...sources.values()];
}

/** Where everything goes, and what cannot go there. `keyProblem`: why a key cannot be stored or sent. */
export function planCopy<KeyProblem extends string>(input: {
  bucket: string;
  sources: readonly ObjectEntry[];
  folders: readonly string[];
  destination: CopyDestination;
  keyProblem: (key: string) => KeyProblem | undefined;
}): CopyPlan<KeyProblem> {
  const { bucket, sources, folders, destination, keyProblem } = input;
  const isHere = destination.bucket === bucket;
  const keys = new Set(sources.map(({ key }) => key));
  const eaten = isHere ? folders.filter((folder) => isInside(folder, keyAt(destination, folder))) : [];
  const taken = new Set<string>();
  const plan: CopyPlan<KeyProblem> = { bucket, destination, pairs: [], bytes: 0, refused: [] };
  for (const { key: from, size, etag, lastModified } of sources) {
    const to = keyAt(destination, from);
    const problem =
      keyProblem(to) ??
      (isHere && to === from ? 'same-key' : undefined) ??
      (eaten.some((folder) => from.startsWith(folder)) ? 'inside-itself' : undefined) ??
      (isHere && keys.has(to) ? 'is-source' : undefined) ??
      (taken.has(to) ? 'twice' : undefined);
    if (problem) {
      plan.refused.push({ from, to, problem });
      continue;
    }
    taken.add(to);
    plan.pairs.push({ from, to, size, etag, lastModified });
    plan.bytes += size;
  }
  return plan;
}

function keyAt({ strip, prepend }: CopyDestination, key: string): string {
  if (!key.startsWith(strip)) throw new Error(`Not below ${strip}: ${key}`);
  return prepend + key.slice(strip.length);
}

const isInside = (folder: string, place: string) => place !== folder && place.startsWith(folder);
