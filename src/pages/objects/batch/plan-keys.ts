import type { ListInput, ListPage, ObjectEntry } from '../../../storage/index.ts';
import type { Targets } from '../actions.ts';

/** Exactly what an act will be done to: these keys and nothing else, whatever appears meanwhile. */
export interface KeyPlan {
  keys: string[];
  bytes: number;
}

export interface PlanProgress {
  count: number;
  bytes: number;
}

type List = (input: ListInput) => AsyncGenerator<ListPage, void, undefined>;

/** `test/` is not `test1/`: a folder that is none is refused before anything is asked. */
export function refuseOpenEnds(folders: readonly string[]): void {
  for (const folder of folders) {
    if (!folder.endsWith('/')) throw new Error(`A folder ends in '/': ${folder}`);
  }
}

/**
 * The chosen objects, and what is in the chosen folders, listed to the end, page by page; `onProgress` comes after
 * each page. Rejects with what listing does.
 */
export async function planKeys(
  list: List,
  bucket: string,
  { entries, folders }: Targets,
  onProgress?: (progress: PlanProgress) => void,
): Promise<KeyPlan> {
  refuseOpenEnds(folders);
  const keys = new Set<string>();
  let bytes = 0;
  const add = (entry: ObjectEntry) => {
    if (keys.has(entry.key)) return;
    keys.add(entry.key);
    bytes += entry.size;
  };
  entries.forEach(add);
  onProgress?.({ count: keys.size, bytes });
  for (const prefix of folders) {
    for await (const page of list({ bucket, prefix })) {
      // A server that answers with more than was asked for must not widen the plan.
      for (const entry of page.entries) if (entry.key.startsWith(prefix)) add(entry);
      onProgress?.({ count: keys.size, bytes });
    }
  }
  return { keys: [...keys], bytes };
}
