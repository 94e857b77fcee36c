import type { StorageDriver } from '../../../storage/index.ts';
import type { Targets } from '../actions.ts';

/** Objects that are saved at a time: more is for a program. */
export const mostObjects = 10_000;

/** The chosen objects and all that is under the chosen folders, each once; `isCut` where there are too many. */
export async function collectObjects(
  storage: StorageDriver,
  bucket: string,
  { entries, folders }: Targets,
  { signal, onFound }: { signal: AbortSignal; onFound: (count: number) => void },
): Promise<{ objects: { key: string; size: number }[]; isCut: boolean }> {
  const objects = new Map(entries.map(({ key, size }) => [key, { key, size }]));
  for (const prefix of folders) {
    for await (const page of storage.objects.list({ bucket, prefix }, { signal })) {
      for (const { key, size } of page.entries) objects.set(key, { key, size });
      onFound(objects.size);
      if (objects.size > mostObjects) return { objects: [], isCut: true };
    }
  }
  return { objects: [...objects.values()], isCut: false };
}
