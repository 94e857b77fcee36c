import type { SettingValues } from './settings/setting-types.ts';
import type { IncompleteUpload } from './types.ts';

/** How much there is of what a bucket holds. */
export interface PurgeCounts {
  /** Current versions that are no delete markers: what a plain listing shows. */
  objects: number;
  /** Older versions. */
  olderVersions: number;
  deleteMarkers: number;
  /** Of objects and older versions, in bytes. */
  bytes: number;
  uploads: number;
}

/** What stands in a bucket, before any of it goes. */
export interface PurgePlan {
  bucket: string;
  counts: PurgeCounts;
  /** False where counting ended at its limit: there is more than the counts say. */
  complete: boolean;
  /** The first keys, each once; those of uploads come last. */
  samples: readonly string[];
  uploads: readonly IncompleteUpload[];
  /** False where the server has no versions: every object is what there is of its key. */
  versioned: boolean;
  /** Objects may be locked here. Undefined: this account may not see it, or the server has no locks. */
  lock: SettingValues['object-lock'] | undefined;
  /**
   * Server time, ms: what was written later is not in the plan, and is not deleted by it. The newest time seen or this
   * machine's at the beginning of the count, whichever is later, so that a slow clock here does not stop it.
   */
  plannedAt: number;
}

/** What is refused. `code` is the service's own, or `not-confirmed` where it said nothing. */
export interface PurgeRefusal {
  key: string;
  versionId?: string;
  /** Of an incomplete upload. */
  uploadId?: string;
  code: string;
  message: string;
}

export interface PurgeProgress {
  /** Versions, delete markers included. */
  deleted: number;
  abortedUploads: number;
  refused: number;
  /** How many times the bucket was listed from its beginning. */
  rounds: number;
}

export interface PurgeResult extends PurgeProgress {
  /** The first refusals; `refused` counts all. */
  refusals: readonly PurgeRefusal[];
  /** Written after the plan was made, and left alone. */
  appeared: number;
  ended: /** The bucket is gone. */
    | { by: 'deleted' }
    | { by: 'person' }
    /** Something in it was refused, so that the bucket stays. */
    | { by: 'refused' }
    /** Something came after the plan. */
    | { by: 'appeared' }
    /** Nothing can be seen in it any more, and yet the server says that it is not empty. */
    | { by: 'not-empty' }
    | { by: 'error'; error: unknown };
}
