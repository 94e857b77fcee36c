import type { CalendarSubject, RuleFilter, Tag } from '../../../storage/index.ts';
import { type SizeDraft, sizeDraft, typedNumber, typedSize } from '../rules/numbers.ts';

/** The object that somebody asks about, as it is typed. */
export interface CalendarDraft {
  key: string;
  size: SizeDraft;
  tags: readonly Tag[];
  what: CalendarSubject['state']['kind'];
  /** Days since what `what` counts from. */
  age: string;
  /** Of a noncurrent version: how many noncurrent ones are newer. */
  newer: string;
}

/** An object that was written a moment ago and meets every condition of a rule, as far as they are understood. */
export function exampleObject(filter: RuleFilter | undefined): CalendarDraft {
  const {
    prefix = '',
    tags = [],
    sizeGreaterThan = -1,
    sizeLessThan = Number.POSITIVE_INFINITY,
  } = filter ?? {};
  const isMet = usualSize > sizeGreaterThan && usualSize < sizeLessThan;
  return {
    key: `${prefix}example.txt`,
    size: sizeDraft(isMet ? usualSize : sizeGreaterThan + 1),
    tags,
    what: 'current',
    age: '0',
    newer: '0',
  };
}

/** Bytes. */
const usualSize = 1_048_576;
const day = 86_400_000;

/** `now` in Unix ms. Undefined where a number is missing, or none. */
export function subjectOf(draft: CalendarDraft, now: number): CalendarSubject | undefined {
  const { key, tags, what } = draft;
  const [size, age, newer] = [typedSize(draft.size), typedNumber(draft.age), typedNumber(draft.newer)];
  if (size === undefined || age === undefined) return undefined;
  const since = now - age * day;
  // What is not complete has no size and no tags yet.
  if (what === 'upload') return { key, size: 0, tags: [], state: { kind: what, initiated: since } };
  if (what === 'current') return { key, size, tags, state: { kind: what, modified: since } };
  return newer === undefined ? undefined : { key, size, tags, state: { kind: what, since, newer } };
}
