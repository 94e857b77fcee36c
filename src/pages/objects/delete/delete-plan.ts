import type { BucketFacts } from './bucket-facts.ts';
import type { VersionCounts } from './version-plan.ts';

/** What is deleted: the object as it is listed, or all that there is of it. */
export type DeleteMode = 'current' | 'versions';

/** An object, or one version. */
export interface Doomed {
  key: string;
  versionId?: string;
}

/** Exactly what will be deleted: these and nothing else, whatever appears meanwhile. */
export interface DeletePlan {
  mode: DeleteMode;
  doomed: readonly Doomed[];
  bytes: number;
  facts: BucketFacts;
  /** Of them, where folders are things of their own. */
  folders?: number;
  /** Where versions are deleted. */
  counts?: VersionCounts;
}

/** In whose words it is told: objects, versions, or objects and folders together. */
export const wordsOf = ({ mode, folders = 0 }: Pick<DeletePlan, 'mode' | 'folders'>) =>
  mode === 'current' && folders > 0 ? 'items' : mode;

/** Names it among others. A version id has no blank in it, a key may have. */
export const nameOf = ({ key, versionId = '' }: Doomed) => `${versionId} ${key}`;

/** What cannot be undone, or is large, is typed, not only clicked. */
export function mustBeTyped({ mode, doomed }: Pick<DeletePlan, 'mode' | 'doomed'>): boolean {
  return mode === 'versions' || doomed.length > 1000;
}

/** The count as a person may type it: with or without group separators. */
export function isTypedCount(typed: string, { doomed }: Pick<DeletePlan, 'doomed'>): boolean {
  return typed.replaceAll(/[\s,.'’]/gu, '') === String(doomed.length);
}

/** What a delete without version ids means here. */
export function undoPromise({
  versioning,
}: BucketFacts): 'deleteKeeps' | 'deleteSuspended' | 'deleteNoVersions' | 'deleteForGood' {
  switch (versioning) {
    case 'enabled':
      return 'deleteKeeps';
    case 'suspended':
      return 'deleteSuspended';
    case 'off':
      return 'deleteNoVersions';
    case 'unknown':
      return 'deleteForGood';
  }
}
