import { infiniteQueryOptions } from '@tanstack/react-query';
import {
  type ObjectVersion,
  type StorageDriver,
  StorageError,
  type VersionMarker,
} from '../../../storage/index.ts';
import { queryKeys } from '../../shared/query-keys.ts';

export interface KeyVersions {
  versions: ObjectVersion[];
  next?: VersionMarker;
}

/**
 * What of a listing belongs to the key and to no other that begins with it: those come later, so that the first of
 * them is the end.
 */
export function versionsOf(
  key: string,
  page: { versions: ObjectVersion[]; prefixes: string[]; next?: VersionMarker },
): KeyVersions {
  const versions = page.versions.filter((version) => version.key === key);
  const isOver = versions.length < page.versions.length;
  return isOver || !page.next ? { versions } : { versions, next: page.next };
}

async function readPage(
  storage: StorageDriver,
  input: { bucket: string; key: string; from?: VersionMarker },
  signal?: AbortSignal,
): Promise<KeyVersions> {
  if (!storage.versions) throw new StorageError('not-supported');
  const { bucket, key, from } = input;
  const pages = storage.versions.list({ bucket, prefix: key, from }, { signal });
  const { value } = await pages.next();
  await pages.return();
  return value ? versionsOf(key, value) : { versions: [] };
}

/** All versions of one object, newest first, page by page. */
export function keyVersionsQuery(storage: StorageDriver, bucket: string, key: string) {
  return infiniteQueryOptions({
    queryKey: queryKeys.object(storage.connectionId, bucket, key, 'versions'),
    queryFn: ({ pageParam, signal }) => readPage(storage, { bucket, key, from: pageParam }, signal),
    initialPageParam: undefined as VersionMarker | undefined,
    getNextPageParam: (page: KeyVersions) => page.next,
  });
}

/** Why an object is deleted, and what it was before. */
export interface Undelete {
  key: string;
  /** The delete markers on top: all of them hide it. */
  markers: ObjectVersion[];
  /** Absent: there is no version to bring back. */
  comesBack?: ObjectVersion;
}

export function undeleteOf(key: string, newestFirst: readonly ObjectVersion[]): Undelete {
  const comesBack = newestFirst.find(({ isDeleteMarker }) => !isDeleteMarker);
  const markers = newestFirst.slice(0, comesBack ? newestFirst.indexOf(comesBack) : undefined);
  return { key, markers, comesBack };
}

/** Reads as far as the newest version that is none. */
export async function planUndelete(
  storage: StorageDriver,
  bucket: string,
  key: string,
  signal: AbortSignal,
): Promise<Undelete> {
  const versions: ObjectVersion[] = [];
  let from: VersionMarker | undefined;
  do {
    const page = await readPage(storage, { bucket, key, from }, signal);
    versions.push(...page.versions);
    from = page.next;
  } while (from && versions.every(({ isDeleteMarker }) => isDeleteMarker));
  return undeleteOf(key, versions);
}
