import type { LifecycleRule, SettingValues } from '../../../storage/index.ts';

type Lifecycle = SettingValues['lifecycle'];

/** The rules in their order. A rule that nobody touched is written as it was read. */
export interface LifecycleForm {
  rules: readonly LifecycleRule[];
}

export const toForm = (value: Lifecycle | undefined): LifecycleForm => ({ rules: value?.rules ?? [] });

/** No server keeps a lifecycle without rules: with the last one the whole of it goes. */
export const toValue = ({ rules }: LifecycleForm, before: Lifecycle | undefined): Lifecycle | undefined =>
  rules.length === 0 ? undefined : { rules, kept: before?.kept ?? [] };

export interface DeletionNotice {
  /** How many rules delete that did not, or not in this way. */
  count: number;
  /** One of them deletes every object of the bucket. */
  isAboutAll: boolean;
}

/** What the server will delete by a change of the rules, with nobody asking again; undefined where nothing is new. */
export function deletionNotice(
  value: Lifecycle | undefined,
  before: Lifecycle | undefined,
): DeletionNotice | undefined {
  const known = new Set(before?.rules.map((rule) => JSON.stringify(rule)));
  const deleting = (value?.rules ?? []).filter((rule) => deletes(rule) && !known.has(JSON.stringify(rule)));
  if (deleting.length === 0) return undefined;
  return { count: deleting.length, isAboutAll: deleting.some(deletesAll) };
}

const deletes = ({
  enabled,
  expiration,
  noncurrentExpiration,
  abortUploadsAfter,
  deleteMarkerDays,
}: LifecycleRule) =>
  enabled &&
  [expiration, noncurrentExpiration, abortUploadsAfter, deleteMarkerDays].some(
    (action) => action !== undefined,
  );

function deletesAll({ expiration, filter }: LifecycleRule): boolean {
  const isExpiring = expiration !== undefined && !('expiredDeleteMarker' in expiration);
  const conditions = [filter.prefix, filter.sizeGreaterThan, filter.sizeLessThan].filter(
    (condition) => condition !== undefined,
  );
  return isExpiring && conditions.length + filter.tags.length + filter.kept.length === 0;
}
