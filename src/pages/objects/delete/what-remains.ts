import type { StorageDriver } from '../../../storage/index.ts';
import type { Targets } from '../actions.ts';
import { type DeletePlan, nameOf } from './delete-plan.ts';

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
  const look = async (name: string, isFolder: boolean): Promise<Remains> => {
    const isIn = ({ key }: { key: string }) => (isFolder ? key.startsWith(name) : key === name);
    try {
      const listed =
        mode === 'versions' && versions
          ? (await firstPage(versions.list({ bucket, prefix: name })))?.versions
          : (await firstPage(objects.list({ bucket, prefix: name })))?.entries.map(({ key }) => ({ key }));
      const there = (listed ?? []).filter(isIn);
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
