import type {
  ObjectVersion,
  VersionDeleteOutcome,
  VersionMarker,
  VersionRef,
} from '../../../storage/index.ts';
import { type ListedVersion, rowId } from '../listing/listed-entry.ts';

/** As far as a listing of versions is needed here. */
export type VersionPages = (input: {
  bucket: string;
  prefix: string;
  from?: VersionMarker;
}) => AsyncGenerator<{ versions: ObjectVersion[] }, void, undefined>;

/** Exactly what will be deleted for ever: these versions and nothing else, whatever appears meanwhile. */
export interface VersionPlan {
  versions: ListedVersion[];
  /** Of the versions that have any. */
  bytes: number;
  markers: number;
  /** Whose place an older version takes, or a deleted object's return. */
  latest: number;
}

/** Lists every chosen folder to its end. Rejects with what listing does. */
export async function planVersions(
  list: VersionPages,
  bucket: string,
  { versions, folders }: { versions: readonly ListedVersion[]; folders: readonly string[] },
  onProgress?: (plan: { count: number; bytes: number }) => void,
): Promise<VersionPlan> {
  const planned = new Map<string, ListedVersion>();
  let bytes = 0;
  const add = (version: ListedVersion) => {
    const id = rowId(version);
    if (planned.has(id)) return;
    planned.set(id, version);
    bytes += version.size;
  };
  versions.forEach(add);
  onProgress?.({ count: planned.size, bytes });
  for (const prefix of folders) {
    if (!prefix.endsWith('/')) throw new Error(`A folder ends in '/': ${prefix}`);
    for await (const page of list({ bucket, prefix })) {
      // A server that answers with more than was asked for must not widen the plan.
      for (const version of page.versions) if (version.key.startsWith(prefix)) add(version);
      onProgress?.({ count: planned.size, bytes });
    }
  }
  const all = [...planned.values()];
  return {
    versions: all,
    bytes,
    markers: all.filter(({ isDeleteMarker }) => isDeleteMarker).length,
    latest: all.filter(({ isLatest }) => isLatest).length,
  };
}

const namedAtMost = 20;

/** What is more than a person has just looked at one by one is typed, not only clicked: it is gone for ever. */
export function mustBeTyped({ versions }: VersionPlan, folders: readonly string[]): boolean {
  return folders.length > 0 || versions.length > namedAtMost;
}

/** The count as a person may type it: with or without group separators. */
export const isTypedCount = (typed: string, { versions }: VersionPlan) =>
  typed.replaceAll(/[\s,.'’]/gu, '') === String(versions.length);

export interface VersionsDeleted {
  deleted: VersionRef[];
  failed: VersionDeleteOutcome['failed'];
  /** Of the plan, not tried or without an answer: deleted + failed + left = the plan. */
  left: VersionRef[];
  ended: { by: 'plan' } | { by: 'person' } | { by: 'error'; error: unknown };
}

const batchSize = 1000;

/** Deletes the plan in batches; `stop` ends it before the next one. Never rejects. */
export async function runVersions(
  deleteMany: (versions: VersionRef[]) => Promise<VersionDeleteOutcome>,
  planned: readonly VersionRef[],
  { stop, onProgress }: { stop: AbortSignal; onProgress: (done: number) => void },
): Promise<VersionsDeleted> {
  const refs = planned.map(({ key, versionId }) => ({ key, versionId }));
  const result: VersionsDeleted = { deleted: [], failed: [], left: [], ended: { by: 'plan' } };
  for (let at = 0; at < refs.length; at += batchSize) {
    if (stop.aborted) return { ...result, left: refs.slice(at), ended: { by: 'person' } };
    try {
      const { deleted, failed } = await deleteMany(refs.slice(at, at + batchSize));
      result.deleted.push(...deleted);
      result.failed.push(...failed);
    } catch (error) {
      return { ...result, left: refs.slice(at), ended: { by: 'error', error } };
    }
    onProgress(result.deleted.length + result.failed.length);
  }
  return result;
}
