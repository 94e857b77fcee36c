import type { ListInput, ListPage, ObjectEntry } from '../../../storage/index.ts';

/** What the person chose: objects as they were listed, and folders by their prefix. */
export interface DeleteTargets {
  entries: readonly ObjectEntry[];
  /** Each ends in '/': `test/` is not `test1/`. */
  folders: readonly string[];
}

/** Exactly what will be deleted: these keys and nothing else, whatever appears meanwhile. */
export interface DeletePlan {
  keys: string[];
  bytes: number;
}

export interface PlanProgress {
  count: number;
  bytes: number;
}

type List = (input: ListInput) => AsyncGenerator<ListPage, void, undefined>;

/** Lists every folder to its end, page by page; `onProgress` comes after each page. Rejects with what listing does. */
export async function planDelete(
  list: List,
  bucket: string,
  { entries, folders }: DeleteTargets,
  onProgress?: (progress: PlanProgress) => void,
): Promise<DeletePlan> {
  for (const folder of folders) {
    if (!folder.endsWith('/')) throw new Error(`A folder ends in '/': ${folder}`);
  }
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

/** What cannot be undone and is large is typed, not only clicked. */
export function mustBeTyped(plan: DeletePlan): boolean {
  return plan.keys.length > 1000;
}

/** The count as a person may type it: with or without group separators. */
export function isTypedCount(typed: string, plan: DeletePlan): boolean {
  return typed.replaceAll(/[\s,.'’]/gu, '') === String(plan.keys.length);
}
