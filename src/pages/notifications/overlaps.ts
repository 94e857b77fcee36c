import type { SettingValues } from '../../storage/index.ts';
import { type EventNames, eventsMeantBy } from '../shared/bucket-events/event-names.ts';

export type NotificationRule = SettingValues['notification']['rules'][number];

export interface Overlap {
  /** Places of the two rules, the earlier first. */
  rules: readonly [number, number];
  /**
   * `refused-overlap`: AWS's rule, by which two rules of a kind that share an event have prefixes or suffixes that no
   * key has both of. `refused-twin`, `refused-id`: the same rule, or the same id, twice. `told-twice`: allowed on
   * MinIO, where every rule that matches is followed.
   */
  kind: 'refused-overlap' | 'refused-twin' | 'refused-id' | 'told-twice';
  /** One event that both ask for. */
  event: string;
}

/** What is wrong, or at least remarkable, between any two rules. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html */
export function findOverlaps(rules: readonly NotificationRule[], names: EventNames): Overlap[] {
  const overlaps: Overlap[] = [];
  rules.forEach((later, second) => {
    rules.slice(0, second).forEach((earlier, first) => {
      const overlap = between(earlier, later, names);
      if (overlap) overlaps.push({ ...overlap, rules: [first, second] });
    });
  });
  return overlaps;
}

function between(
  a: NotificationRule,
  b: NotificationRule,
  names: EventNames,
): Pick<Overlap, 'kind' | 'event'> | undefined {
  const event = sharedEvent(a, b, names) ?? '';
  if (names === 'minio') {
    if (isTwin(a, b)) return { kind: 'refused-twin', event };
    return event !== '' && filtersOverlap(a, b) ? { kind: 'told-twice', event } : undefined;
  }
  if (a.id !== undefined && a.id === b.id) return { kind: 'refused-id', event };
  if (event === '' || a.kind !== b.kind || !filtersOverlap(a, b)) return undefined;
  return { kind: 'refused-overlap', event };
}

function sharedEvent(a: NotificationRule, b: NotificationRule, names: EventNames): string | undefined {
  const asked = new Set(a.events.flatMap((name) => eventsMeantBy(name, names)));
  return b.events.flatMap((name) => eventsMeantBy(name, names)).find((name) => asked.has(name));
}

/** Whether a key can match both. */
function filtersOverlap(a: NotificationRule, b: NotificationRule): boolean {
  const { prefix: prefixA = '', suffix: suffixA = '' } = a;
  const { prefix: prefixB = '', suffix: suffixB = '' } = b;
  return (
    (prefixA.startsWith(prefixB) || prefixB.startsWith(prefixA)) &&
    (suffixA.endsWith(suffixB) || suffixB.endsWith(suffixA))
  );
}

const isTwin = (a: NotificationRule, b: NotificationRule) =>
  a.id === b.id &&
  a.kind === b.kind &&
  a.arn === b.arn &&
  (a.prefix ?? '') === (b.prefix ?? '') &&
  (a.suffix ?? '') === (b.suffix ?? '') &&
  a.events.length === b.events.length &&
  a.events.every((event) => b.events.includes(event));
