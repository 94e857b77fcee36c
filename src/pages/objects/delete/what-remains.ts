import type { StorageDriver } from '../../../storage/index.ts';
import type { Targets } from '../actions.ts';
import { type DeletePlan, type Doomed, nameOf } from './delete-plan.ts';

/** What is under a folder, or of a key, after its plan was carried out. */
export interface Remains {
  /** A folder ends in '/'. */
  name: string;
  isFolder: boolean;
  /** Nothing is left. */
  empty: boolean;
  /** What no plan had: it came meanwhile, or was hidden behind another key. Absent: it could not be listed. */
  unplanned?: number;
}

/** Beyond these it is not looked at each single key again. */
const mostKeys = 50;

async function firstPage<Page>(pages: AsyncGenerator<Page, void, undefined>): Promise<Page | undefined> {
  const { value } = await pages.next();
  await pages.return();
  return value || undefined;
}

/** Looks again, at one page of each folder, and where versions were deleted of each key too. Never rejects. */
export async function whatRemains(
  storage: Pick<StorageDriver, 'objects' | 'versions'>,
  bucket: string,
  { entries, folders }: Targets,
  { mode, doomed }: Pick<DeletePlan, 'mode' | 'doomed'>,
): Promise<Remains[]> {
  const planned = new Set(doomed.map(nameOf));
  const { objects, versions } = storage;
  const listed = async (name: string, isFolder: boolean): Promise<Doomed[]> => {
    if (mode === 'versions' && versions) {
      return (await firstPage(versions.list({ bucket, prefix: name })))?.versions ?? [];
    }
    if (isFolder && objects.realFolders) return inRealFolder(objects, bucket, name);
    const page = await firstPage(objects.list({ bucket, prefix: name }));
    return (page?.entries ?? []).map(({ key }) => ({ key }));
  };
  const look = async (name: string, isFolder: boolean): Promise<Remains> => {
    const isIn = ({ key }: { key: string }) => (isFolder ? key.startsWith(name) : key === name);
    try {
      const there = (await listed(name, isFolder)).filter(isIn);
      const unplanned = there.filter((each) => !planned.has(nameOf(each))).length;
      return { name, isFolder, empty: there.length === 0, unplanned };
    } catch {
      return { name, isFolder, empty: false };
    }
  };
  const remains: Remains[] = [];
  for (const prefix of folders) remains.push(await look(prefix, true));
  if (mode === 'versions') {
    for (const { key } of entries.slice(0, mostKeys)) remains.push(await look(key, false));
  }
  return remains;
}

/** What is in it, and where there is nothing, the folder itself while it is there. */
async function inRealFolder(
  { list, exists }: StorageDriver['objects'],
  bucket: string,
  folder: string,
): Promise<Doomed[]> {
  const page = await firstPage(list({ bucket, prefix: folder, delimiter: '/' }));
  const keys = [...(page?.entries.map(({ key }) => key) ?? []), ...(page?.prefixes ?? [])];
  if (keys.length === 0 && (await exists?.({ bucket, key: folder }))) keys.push(folder);
  return keys.map((key) => ({ key }));
}
