import { type StorageDriver, StorageError } from '../../../storage/index.ts';

/** What decides whether a delete can be undone, as far as this account may see it. */
export interface BucketFacts {
  versioning: 'enabled' | 'suspended' | 'off' | 'unknown';
  /** Some keys get no versions although others do (MinIO). */
  hasExceptions: boolean;
  /** Objects can be locked; undefined: unknown. */
  locks: boolean | undefined;
}

/** The server does not know it, so there is none. What may not be seen is unknown. */
function unseen<Known>(error: unknown, none: Known): Known | undefined {
  if (error instanceof StorageError && error.code === 'aborted') throw error;
  return error instanceof StorageError && error.code === 'not-supported' ? none : undefined;
}

/** Rejects with an abort alone. */
export async function bucketFacts(
  { settings }: Pick<StorageDriver, 'settings'>,
  bucket: string,
  signal: AbortSignal,
): Promise<BucketFacts> {
  const [versioning, lock] = await Promise.all([
    settings?.read(bucket, 'versioning', { signal }).catch((error) => unseen(error, { value: undefined })),
    settings?.read(bucket, 'object-lock', { signal }).catch((error) => unseen(error, { value: undefined })),
  ]);
  const { value } = versioning ?? {};
  return {
    versioning:
      versioning === undefined
        ? 'unknown'
        : value === undefined
          ? 'off'
          : value.status === 'Enabled'
            ? 'enabled'
            : 'suspended',
    hasExceptions: value !== undefined && (value.excludedPrefixes.length > 0 || value.excludeFolders),
    locks: lock && lock.value !== undefined,
  };
}
