import type { ObjectVersion, VersionRef } from '../../../storage/index.ts';
import type { Targets } from '../actions.ts';
import { type PlanProgress, refuseOpenEnds } from '../batch/plan-keys.ts';

/** How much there is of what, delete markers apart. */
export interface VersionCounts {
  current: number;
  older: number;
  markers: number;
}

export interface VersionPlan {
  versions: VersionRef[];
  counts: VersionCounts;
  bytes: number;
}

type List = (input: {
  bucket: string;
  prefix: string;
  delimiter?: string;
  pageSize?: number;
}) => AsyncGenerator<{ versions: ObjectVersion[] }, void, undefined>;

/** From here on one listing of their folder costs less than one for each. */
const manySiblings = 50;
/** A key rarely has more versions, and what comes after it in the listing is of no interest. */
const pageOfOneKey = 100;

const folderOf = (key: string) => key.slice(0, key.lastIndexOf('/') + 1);

/** The versions of one key. It is the first of all keys that begin with it. */
async function* ofKey(list: List, bucket: string, key: string) {
  for await (const { versions } of list({ bucket, prefix: key, pageSize: pageOfOneKey })) {
    yield versions.filter((version) => version.key === key);
    if (versions.some((version) => version.key !== key)) return;
  }
}

async function* ofKeys(list: List, bucket: string, keys: readonly string[]) {
  const siblings = new Map<string, Set<string>>();
  for (const key of keys) {
    const folder = folderOf(key);
    const known = siblings.get(folder);
    if (known) known.add(key);
    else siblings.set(folder, new Set([key]));
  }
  for (const [folder, wanted] of siblings) {
    if (wanted.size <= manySiblings) for (const key of wanted) yield* ofKey(list, bucket, key);
    else
      for await (const { versions } of list({ bucket, prefix: folder, delimiter: '/' }))
        yield versions.filter(({ key }) => wanted.has(key));
  }
}

async function* ofFolder(list: List, bucket: string, prefix: string) {
  // A server that answers with more than was asked for must not widen the plan.
  for await (const { versions } of list({ bucket, prefix }))
    yield versions.filter(({ key }) => key.startsWith(prefix));
}

/**
 * Every version and delete marker of the chosen objects and of what is, or was, in the chosen folders, listed to the
 * end. `onProgress` comes after each page. Rejects with what listing does.
 */
export async function planVersions(
  list: List,
  bucket: string,
  { entries, folders }: Targets,
  onProgress?: (progress: PlanProgress) => void,
): Promise<VersionPlan> {
  refuseOpenEnds(folders);
  const found = new Map<string, VersionRef>();
  const counts: VersionCounts = { current: 0, older: 0, markers: 0 };
  let bytes = 0;
  const take = ({ key, versionId, isDeleteMarker, isLatest, size }: ObjectVersion) => {
    const name = `${versionId} ${key}`;
    if (found.has(name)) return;
    found.set(name, { key, versionId });
    bytes += size;
    counts[isDeleteMarker ? 'markers' : isLatest ? 'current' : 'older'] += 1;
  };
  const pages = [
    () =>
      ofKeys(
        list,
        bucket,
        entries.map(({ key }) => key),
      ),
    ...folders.map((prefix) => () => ofFolder(list, bucket, prefix)),
  ];
  for (const listed of pages) {
    for await (const versions of listed()) {
      versions.forEach(take);
      onProgress?.({ count: found.size, bytes });
    }
  }
  return { versions: [...found.values()], counts, bytes };
}
