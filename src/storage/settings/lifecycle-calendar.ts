import { afterDays, dueTime } from './lifecycle-due.ts';
import type { LifecycleExpiration, LifecycleRule, RuleFilter, Tag } from './setting-types.ts';

/** One version of an object, or an upload that was begun, as a lifecycle judges it. Times in Unix ms. */
export interface CalendarSubject {
  key: string;
  /** Bytes. */
  size: number;
  tags: readonly Tag[];
  state:
    | { kind: 'current'; modified: number }
    /** `since`: when its successor came. `newer`: how many noncurrent versions of the key are newer. */
    | { kind: 'noncurrent'; since: number; newer: number }
    | { kind: 'upload'; initiated: number };
}

export interface CalendarEntry {
  /** Unix ms; what lies before the time of asking waits for the server's next run. */
  at: number;
  event: 'transition' | 'delete-marker' | 'deleted' | 'all-deleted' | 'marker-removed' | 'aborted';
  /** Of a transition. */
  storageClass?: string;
  rule: LifecycleRule;
}

export interface Calendar {
  /** In the order of time, up to the end of the object if it has one. */
  entries: readonly CalendarEntry[];
  /** Set where the version outlives its rule because so many newest noncurrent versions stay. */
  stays?: { keepNewest: number; rule: LifecycleRule };
  /** Enabled rules with conditions or actions that are not understood: what they will do is not in here. */
  unclear: readonly LifecycleRule[];
}

interface Scene {
  subject: CalendarSubject;
  /** Those that count for the version. */
  rules: readonly LifecycleRule[];
  /** Those that count for a delete marker of the key: it has no bytes and no tags. */
  markerRules: readonly LifecycleRule[];
  isVersioned: boolean;
  now: number;
}

/**
 * What the rules will do to an object, dated, if nobody touches it. `isVersioned`: whether expiration leaves a delete
 * marker, which it does where versioning is enabled. Servers act at their next run after the time, so later.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html and lifecycle-conflicts.html
 */
export function lifecycleCalendar(
  rules: readonly LifecycleRule[],
  subject: CalendarSubject,
  { isVersioned, now }: { isVersioned: boolean; now: number },
): Calendar {
  const enabled = rules.filter((rule) => rule.enabled && mayMatch(rule.filter, subject));
  const certain = enabled.filter(({ filter }) => filter.kept.length === 0);
  const marker = { ...subject, size: 0, tags: [] };
  const scene: Scene = {
    subject,
    rules: certain,
    markerRules: rules.filter(
      (rule) => rule.enabled && rule.filter.kept.length === 0 && mayMatch(rule.filter, marker),
    ),
    isVersioned,
    now,
  };
  const { entries, stays } = fateOf(scene);
  return {
    entries: entries.toSorted((a, b) => a.at - b.at),
    stays,
    unclear: enabled.filter((rule) => rule.filter.kept.length > 0 || rule.kept.length > 0),
  };
}

type Fate = Pick<Calendar, 'entries' | 'stays'>;

function fateOf(scene: Scene): Fate {
  const { state } = scene.subject;
  if (state.kind === 'current') return currentFate(scene, state.modified);
  if (state.kind === 'noncurrent') return noncurrentFate(scene, state.since, state.newer);
  const abort = earliest(
    scene.rules.map((rule) =>
      rule.abortUploadsAfter === undefined
        ? undefined
        : { at: afterDays(state.initiated, rule.abortUploadsAfter), event: 'aborted' as const, rule },
    ),
  );
  return { entries: abort === undefined ? [] : [abort] };
}

function currentFate(scene: Scene, modified: number): Fate {
  const { rules, isVersioned, now } = scene;
  const end = earliest(
    rules.map((rule) => {
      const at = expirationTime(rule.expiration, modified);
      if (at === undefined) return undefined;
      const isAll = allVersionsOf(rule.expiration);
      const event = isAll ? 'all-deleted' : isVersioned ? 'delete-marker' : 'deleted';
      return { at, event, rule } as const;
    }),
  );
  const moves = transitionsUntil(
    end,
    rules.flatMap((rule) =>
      rule.transitions.map(({ after, storageClass }) => ({
        at: dueTime(after, modified),
        event: 'transition' as const,
        storageClass,
        rule,
      })),
    ),
  );
  if (end === undefined) return { entries: moves };
  if (end.event !== 'delete-marker') return { entries: [...moves, end] };
  // What is overdue happens at the next run: what follows from it counts from then.
  const markedAt = Math.max(end.at, now);
  const whole = earliest(
    scene.markerRules.map((rule) =>
      rule.deleteMarkerDays === undefined
        ? undefined
        : { at: afterDays(markedAt, rule.deleteMarkerDays), event: 'all-deleted' as const, rule },
    ),
  );
  const after = noncurrentFate(scene, markedAt, 0);
  const deleted = after.entries.find(({ event }) => event === 'deleted');
  const cleared = deleted && markerRemoval(scene, markedAt, Math.max(deleted.at, now));
  const later = [...after.entries, ...(cleared ? [cleared] : [])];
  if (whole === undefined) return { entries: [...moves, end, ...later], stays: after.stays };
  const before = later.filter(({ at }) => at < whole.at);
  const isGone = before.some(({ event }) => event === 'marker-removed');
  return { entries: [...moves, end, ...before, ...(isGone ? [] : [whole])] };
}

function noncurrentFate({ rules }: Scene, since: number, newer: number): Fate {
  const expiring = rules.flatMap((rule) => {
    const action = rule.noncurrentExpiration;
    return action === undefined ? [] : { action, rule };
  });
  const end = earliest(
    expiring.map(({ action: { days, keepNewest = 0 }, rule }) =>
      newer < keepNewest
        ? undefined
        : { at: days === undefined ? since : afterDays(since, days), event: 'deleted' as const, rule },
    ),
  );
  const moves = rules.flatMap((rule) =>
    rule.noncurrentTransitions
      .filter(({ keepNewest = 0 }) => newer >= keepNewest)
      .map(({ days, storageClass }) => ({
        at: afterDays(since, days),
        event: 'transition' as const,
        storageClass,
        rule,
      })),
  );
  const holding = end === undefined ? expiring[0] : undefined;
  return {
    entries: [...transitionsUntil(end, moves), ...(end ? [end] : [])],
    stays: holding && { keepNewest: holding.action.keepNewest ?? 0, rule: holding.rule },
  };
}

/** A delete marker with no version left behind it goes by a rule that says so, or by days and dates as objects do. */
function markerRemoval(scene: Scene, markedAt: number, aloneSince: number): CalendarEntry | undefined {
  return earliest(
    scene.markerRules.map((rule) => {
      if (rule.expiration === undefined) return undefined;
      const at = expirationTime(rule.expiration, markedAt) ?? aloneSince;
      return { at: Math.max(at, aloneSince), event: 'marker-removed' as const, rule };
    }),
  );
}

/** From cold to colder: a server does not move an object back, and of two moves on one day makes the colder. */
const coldness = [
  'STANDARD',
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ONEZONE_IA',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
];

function transitionsUntil(end: CalendarEntry | undefined, all: readonly CalendarEntry[]): CalendarEntry[] {
  const cold = ({ storageClass = '' }: CalendarEntry) => coldness.indexOf(storageClass);
  // A delete marker made on the day of a move does not hinder it; a deletion makes it needless.
  const isInTime = ({ at }: CalendarEntry) =>
    end === undefined || at < end.at || (at === end.at && end.event === 'delete-marker');
  const moves: CalendarEntry[] = [];
  for (const move of all.filter(isInTime).toSorted((a, b) => a.at - b.at || cold(b) - cold(a))) {
    const last = moves.at(-1);
    const isNeedless =
      last !== undefined &&
      (last.storageClass === move.storageClass ||
        last.at === move.at ||
        (cold(move) !== -1 && cold(move) < cold(last)));
    if (!isNeedless) moves.push(move);
  }
  return moves;
}

/** Of several ends the first; on one day the one that leaves least. */
function earliest(entries: readonly (CalendarEntry | undefined)[]): CalendarEntry | undefined {
  const weight = ({ event }: CalendarEntry) => (event === 'all-deleted' ? 0 : 1);
  return entries
    .filter((entry) => entry !== undefined)
    .toSorted((a, b) => a.at - b.at || weight(a) - weight(b))[0];
}

/** Undefined for what is about delete markers only. */
const expirationTime = (expiration: LifecycleExpiration | undefined, since: number) =>
  expiration === undefined || 'expiredDeleteMarker' in expiration ? undefined : dueTime(expiration, since);

const allVersionsOf = (expiration: LifecycleExpiration | undefined) =>
  expiration !== undefined && 'allVersions' in expiration && expiration.allVersions === true;

/** Whether the conditions that are understood hold. */
function mayMatch(
  { prefix = '', tags, sizeGreaterThan = -1, sizeLessThan = Number.POSITIVE_INFINITY }: RuleFilter,
  subject: Pick<CalendarSubject, 'key' | 'size' | 'tags'>,
): boolean {
  return (
    subject.key.startsWith(prefix) &&
    subject.size > sizeGreaterThan &&
    subject.size < sizeLessThan &&
    tags.every(({ key, value }) => subject.tags.some((tag) => tag.key === key && tag.value === value))
  );
}
