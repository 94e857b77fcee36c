import type { RuleFilter } from './rule-filter.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export interface LifecycleSetting {
  rules: readonly LifecycleRule[];
  /** When it was put. Unix ms. */
  updated: number;
}

/** At least one of its actions is there. */
export interface LifecycleRule {
  id: string;
  status: 'Enabled' | 'Disabled';
  filter: RuleFilter;
  /** Of the current version. */
  expiration?: Expiration;
  /** Of the versions before it, each from the time when its successor came. */
  noncurrentExpiration?: NoncurrentExpiration;
  /** Of uploads that are neither completed nor aborted, from their beginning. */
  abortUploadsAfterDays?: number;
  /** MinIO's: days that a delete marker may be the current version before the key goes with all its versions. */
  deleteMarkerDays?: number;
}

export type Expiration =
  /** `allVersions` is MinIO's: the versions before the current one go with it. */
  | { kind: 'days'; days: number; allVersions?: true }
  /** Unix ms, a midnight UTC. */
  | { kind: 'date'; date: number; allVersions?: true }
  /** Delete markers with no version left behind them. `false` says nothing, but it was said. */
  | { kind: 'expired-delete-marker'; remove: boolean };

export interface NoncurrentExpiration {
  /** Absent only in MinIO, which needs no days where a number of versions is given. */
  days?: number;
  /** So many of the newest noncurrent versions stay, however old they are. */
  newerVersions?: number;
}
