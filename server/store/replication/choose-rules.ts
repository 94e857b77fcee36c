import { type FilteredVersion, matchesFilter } from '../lifecycle/rule-filter.ts';
import type { ReplicationRule } from './replication-setting.ts';

/** What happened to a version: it was made, as an object or a delete marker, or it was removed for good. */
export type ReplicatedChange = 'object' | 'delete-marker' | 'removal';

/**
 * The rules by which a change goes to other buckets, at most one for each: where several speak of a version, the one
 * of the highest priority decides for its destination, and if it leaves delete markers out, they stay out.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html
 */
export function chooseRules(
  rules: readonly ReplicationRule[],
  version: FilteredVersion,
  change: ReplicatedChange,
): ReplicationRule[] {
  const chosen = new Map<string, ReplicationRule>();
  for (const rule of rules) {
    if (rule.status !== 'Enabled' || !matchesFilter(rule.filter, version)) continue;
    const rival = chosen.get(rule.destination.bucket);
    if (rival === undefined || priorityOf(rule) > priorityOf(rival))
      chosen.set(rule.destination.bucket, rule);
  }
  return [...chosen.values()].filter((rule) => takes(rule, change));
}

const priorityOf = ({ priority = -1 }: ReplicationRule) => priority;

function takes({ filter, deleteMarkers, deletes }: ReplicationRule, change: ReplicatedChange): boolean {
  switch (change) {
    case 'object':
      return true;
    case 'delete-marker':
      // Rules of the older form replicate delete markers and cannot say otherwise.
      return deleteMarkers === 'Enabled' || (filter.form === 'Prefix' && deleteMarkers === undefined);
    case 'removal':
      return deletes === 'Enabled';
  }
}
