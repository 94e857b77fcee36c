import type { LifecycleRule } from '../../../storage/index.ts';

/** What is known to lie behind a server's refusal, beside its own sentence. */
export type RefusalHint = 'tier' | 'abortAlone';

/**
 * Why a server refused these rules, as far as its code and the rules tell. MinIO moves objects to tiers that an admin
 * has set up and to nothing else, and calls a rule that only aborts uploads a rule without an action.
 */
export function refusalHint(
  serviceCode: string | undefined,
  rules: readonly LifecycleRule[],
): RefusalHint | undefined {
  const moves = rules.some((rule) => rule.transitions.length + rule.noncurrentTransitions.length > 0);
  if (serviceCode === 'InvalidStorageClass' && moves) return 'tier';
  if (serviceCode === 'InvalidArgument' && rules.some(onlyAborts)) return 'abortAlone';
  return undefined;
}

const onlyAborts = (rule: LifecycleRule) =>
  rule.abortUploadsAfter !== undefined &&
  rule.expiration === undefined &&
  rule.noncurrentExpiration === undefined &&
  rule.deleteMarkerDays === undefined &&
  rule.transitions.length + rule.noncurrentTransitions.length + rule.kept.length === 0;
