import type { StorageDriver } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { PurgeCounts, PurgePlan } from '../purge-types.ts';
import type { ObjectVersion } from '../types.ts';

/** What a purge asks of a driver. */
export type PurgedDriver = Pick<StorageDriver, 'objects' | 'versions' | 'multipart' | 'buckets' | 'settings'>;

/** More is not counted: a plan that takes an hour to read is none. */
const defaultLimit = 1_000_000;
const sampleKeys = 8;

/** A version as a purge deletes it; without an id, where the server has no versions. */
export type Doomed = Omit<ObjectVersion, 'versionId'> & { versionId?: string };

/**
 * What stands in a bucket, page by page. Without versions on the server the plain listing is all there is. Any other
 * refusal is passed on: a versioned bucket is never emptied by its plain listing, which would only add markers.
 */
export async function* doomedPages(
  { objects, versions }: PurgedDriver,
  bucket: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ versioned: boolean; page: Doomed[] }, void, undefined> {
  let isFirst = true;
  try {
    if (!versions) throw new StorageError('not-supported');
    for await (const page of versions.list({ bucket }, { signal })) {
      isFirst = false;
      yield { versioned: true, page: page.versions };
    }
  } catch (error) {
    if (!isFirst || !(error instanceof StorageError) || error.code !== 'not-supported') throw error;
    for await (const page of objects.list({ bucket }, { signal })) {
      const current = page.entries.map((entry) => ({ ...entry, isLatest: true, isDeleteMarker: false }));
      yield { versioned: false, page: current };
    }
  }
}

function count(counts: PurgeCounts, { isDeleteMarker, isLatest, size }: Doomed): void {
  if (isDeleteMarker) counts.deleteMarkers += 1;
  else {
    counts.bytes += size;
    if (isLatest) counts.objects += 1;
    else counts.olderVersions += 1;
  }
}

/** Undefined also where it cannot be known: the deleting will show what is locked. */
async function lockOf({ settings }: PurgedDriver, bucket: string, signal: AbortSignal | undefined) {
  try {
    return (await settings?.read(bucket, 'object-lock', { signal }))?.value;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'aborted') throw error;
    return undefined;
  }
}

/** Uploads that cannot be listed are no reason not to plan: the bucket's own delete says whether they matter. */
export async function uploadsOf(
  { multipart }: PurgedDriver,
  bucket: string,
  signal: AbortSignal | undefined,
) {
  try {
    return (await multipart?.listUploads({ bucket }, { signal })) ?? [];
  } catch (error) {
    if (error instanceof StorageError && ['access-denied', 'not-supported'].includes(error.code)) return [];
    throw error;
  }
}

/** See `PurgeOperations.plan`. `now` is this machine's clock, ms. */
export async function planPurge(
  driver: PurgedDriver,
  bucket: string,
  options: {
    signal?: AbortSignal;
    limit?: number;
    onProgress?: (counts: PurgeCounts) => void;
    now: () => number;
  },
): Promise<PurgePlan> {
  const { signal, limit = defaultLimit, onProgress, now } = options;
  const counts: PurgeCounts = { objects: 0, olderVersions: 0, deleteMarkers: 0, bytes: 0, uploads: 0 };
  const samples = new Set<string>();
  let plannedAt = now();
  let seen = 0;
  let versioned = false;
  let complete = true;
  const [lock, uploads] = await Promise.all([
    lockOf(driver, bucket, signal),
    uploadsOf(driver, bucket, signal),
  ]);
  counts.uploads = uploads.length;
  for (const { initiated } of uploads) plannedAt = Math.max(plannedAt, initiated?.getTime() ?? 0);
  for await (const listed of doomedPages(driver, bucket, signal)) {
    versioned = listed.versioned;
    if (seen >= limit && listed.page.length > 0) {
      complete = false;
      break;
    }
    for (const each of listed.page) {
      count(counts, each);
      plannedAt = Math.max(plannedAt, each.lastModified.getTime());
      if (samples.size < sampleKeys) samples.add(each.key);
    }
    seen += listed.page.length;
    onProgress?.({ ...counts });
  }
  for (const { key } of uploads) if (samples.size < sampleKeys) samples.add(key);
  return { bucket, counts, complete, samples: [...samples], uploads, versioned, lock, plannedAt };
}
