import type { Tag } from '../tagging/tags.ts';
import { afterDays } from './due-time.ts';
import type { LifecycleRule } from './lifecycle-setting.ts';
import { matchesFilter } from './rule-filter.ts';

/** What lifecycle has to know of a version. */
export interface JudgedVersion {
  versionId: string;
  /** Unix ms. */
  modified: number;
  deleteMarker: boolean;
  /** Bytes; none for a delete marker. */
  size: number;
  tags: readonly Tag[];
  /** Whether a retention or legal hold keeps it now. */
  locked: boolean;
}

/** What to do to one version. Versions without a decision stay as they are. */
export interface Decision {
  versionId: string;
  /** `expire` deletes the key as a client does that names no version; `remove` takes this version away for good. */
  action: 'expire' | 'remove';
  cause: 'current' | 'noncurrent' | 'expired-delete-marker' | 'all-versions' | 'delete-marker-days';
  ruleId: string;
}

type Judgement = Omit<Decision, 'versionId'>;

/**
 * What rules have done to the versions of one key, newest first, at `now` (Unix ms). The decisions are oldest first,
 * so that a key with many versions can be cleared in several commits: what was decided of the others holds after
 * each of them. A locked version is never removed, though it may cease to be the current one.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function decide(
  rules: readonly LifecycleRule[],
  key: string,
  versions: readonly JudgedVersion[],
  now: number,
): Decision[] {
  const [current] = versions;
  const enabled = rules.filter(({ status }) => status === 'Enabled');
  if (current === undefined || enabled.length === 0) return [];
  const isAlone = versions.length === 1;
  const verdict = firstOf(enabled, (rule) => judgeCurrent(rule, key, current, isAlone, now));
  if (verdict?.cause === 'all-versions' || verdict?.cause === 'delete-marker-days') {
    return versions
      .filter(({ locked }) => !locked)
      .map(({ versionId }) => ({ versionId, ...verdict }))
      .reverse();
  }
  const decisions = verdict === undefined ? [] : [{ versionId: current.versionId, ...verdict }];
  // Counted are the versions that stay: so a second look at what is left comes to the same end.
  let staying = 0;
  versions.slice(1).forEach((version, index) => {
    const since = versions[index]?.modified ?? 0;
    const found = version.locked
      ? undefined
      : firstOf(enabled, (rule) => judgeNoncurrent(rule, key, version, { since, staying, now }));
    if (found === undefined) staying += 1;
    else decisions.push({ versionId: version.versionId, ...found });
  });
  return decisions.reverse();
}

/** The first rule by which an upload that began at `initiated` (Unix ms) is to be aborted now. */
export function abortingRule(
  rules: readonly LifecycleRule[],
  key: string,
  initiated: number,
  now: number,
): LifecycleRule | undefined {
  return rules.find(
    ({ status, filter, abortUploadsAfterDays: days }) =>
      status === 'Enabled' &&
      days !== undefined &&
      matchesFilter(filter, { key, size: 0, tags: [] }) &&
      afterDays(initiated, days) <= now,
  );
}

/** Where several rules would act, the one that does most counts: a key that goes altogether needs no marker. */
function firstOf(
  rules: readonly LifecycleRule[],
  judge: (rule: LifecycleRule) => Judgement | undefined,
): Judgement | undefined {
  const judgements = rules.map(judge).filter((judgement) => judgement !== undefined);
  return judgements.find(({ cause }) => cause !== 'current') ?? judgements[0];
}

function judgeCurrent(
  rule: LifecycleRule,
  key: string,
  version: JudgedVersion,
  isAlone: boolean,
  now: number,
): Judgement | undefined {
  if (!matchesFilter(rule.filter, { ...version, key })) return undefined;
  const { expiration, deleteMarkerDays, id: ruleId } = rule;
  if (version.deleteMarker) {
    if (deleteMarkerDays !== undefined && afterDays(version.modified, deleteMarkerDays) <= now) {
      return { action: 'remove', cause: 'delete-marker-days', ruleId };
    }
    const isExpired = isAlone && (isDue(rule, version, now) || expiresMarkers(rule));
    return isExpired ? { action: 'remove', cause: 'expired-delete-marker', ruleId } : undefined;
  }
  if (!isDue(rule, version, now)) return undefined;
  const all = expiration?.kind !== 'expired-delete-marker' && expiration?.allVersions;
  return all
    ? { action: 'remove', cause: 'all-versions', ruleId }
    : { action: 'expire', cause: 'current', ruleId };
}

const expiresMarkers = ({ expiration }: LifecycleRule) =>
  expiration?.kind === 'expired-delete-marker' && expiration.remove;

function isDue({ expiration }: LifecycleRule, { modified }: JudgedVersion, now: number): boolean {
  if (expiration?.kind === 'days') return afterDays(modified, expiration.days) <= now;
  return expiration?.kind === 'date' && expiration.date <= now;
}

interface Noncurrent {
  /** When the version's successor came. Unix ms. */
  since: number;
  /** How many newer noncurrent versions the key keeps. */
  staying: number;
  now: number;
}

function judgeNoncurrent(
  { noncurrentExpiration, filter, id }: LifecycleRule,
  key: string,
  version: JudgedVersion,
  { since, staying, now }: Noncurrent,
): Judgement | undefined {
  if (noncurrentExpiration === undefined || !matchesFilter(filter, { ...version, key })) return undefined;
  const { days = 0, newerVersions = 0 } = noncurrentExpiration;
  if (staying < newerVersions || afterDays(since, days) > now) return undefined;
  return { action: 'remove', cause: 'noncurrent', ruleId: id };
}
