import { isMidnight, isXmlText, type LifecycleRule } from '../../../storage/index.ts';
import {
  emptyFilter,
  type FilterDraft,
  type FilterProblem,
  filterDraft,
  filterOf,
  filterProblems,
} from '../rules/filter-draft.ts';
import { typedNumber } from '../rules/numbers.ts';
import { type IdProblem, idProblem } from '../rules/rule-id.ts';

interface WhenDraft {
  kind: 'days' | 'date';
  days: string;
  /** `2030-01-31`: the midnight in UTC with which the day begins. */
  date: string;
}

export interface TransitionDraft extends WhenDraft {
  storageClass: string;
}

export interface NoncurrentTransitionDraft {
  days: string;
  keepNewest: string;
  storageClass: string;
}

/** One rule as it stands in its form: what is typed, understood or not. */
export interface RuleDraft {
  id: string;
  enabled: boolean;
  filter: FilterDraft;
  expiration: Omit<WhenDraft, 'kind'> & { kind: 'none' | 'days' | 'date' | 'marker'; allVersions: boolean };
  noncurrent: { on: boolean; days: string; keepNewest: string };
  abort: { on: boolean; days: string };
  marker: { on: boolean; days: string };
  transitions: readonly TransitionDraft[];
  noncurrentTransitions: readonly NoncurrentTransitionDraft[];
  kept: readonly string[];
}

export const newTransition: TransitionDraft = { kind: 'days', days: '', date: '', storageClass: '' };
export const newNoncurrentTransition: NoncurrentTransitionDraft = {
  days: '',
  keepNewest: '',
  storageClass: '',
};

const off = { on: false, days: '' };

export const newRule: RuleDraft = {
  id: '',
  enabled: true,
  filter: emptyFilter,
  expiration: { kind: 'none', days: '', date: '', allVersions: false },
  noncurrent: { ...off, keepNewest: '' },
  abort: off,
  marker: off,
  transitions: [],
  noncurrentTransitions: [],
  kept: [],
};

const typed = (count: number | undefined) => (count === undefined ? '' : String(count));
const dayOf = (date: string) => new Date(date).toISOString().slice(0, 10);
const midnightOf = (day: string) => `${day}T00:00:00Z`;

export function ruleDraft(rule: LifecycleRule): RuleDraft {
  const { noncurrentExpiration, abortUploadsAfter, deleteMarkerDays } = rule;
  return {
    id: rule.id ?? '',
    enabled: rule.enabled,
    filter: filterDraft(rule.filter),
    expiration: expirationDraft(rule.expiration),
    noncurrent: {
      on: noncurrentExpiration !== undefined,
      days: typed(noncurrentExpiration?.days),
      keepNewest: typed(noncurrentExpiration?.keepNewest),
    },
    abort: { on: abortUploadsAfter !== undefined, days: typed(abortUploadsAfter) },
    marker: { on: deleteMarkerDays !== undefined, days: typed(deleteMarkerDays) },
    transitions: rule.transitions.map(({ after, storageClass }) => ({
      ...newTransition,
      ...('days' in after
        ? { kind: 'days' as const, days: typed(after.days) }
        : { kind: 'date' as const, date: dayOf(after.date) }),
      storageClass,
    })),
    noncurrentTransitions: rule.noncurrentTransitions.map(({ days, keepNewest, storageClass }) => ({
      days: typed(days),
      keepNewest: typed(keepNewest),
      storageClass,
    })),
    kept: rule.kept,
  };
}

function expirationDraft(expiration: LifecycleRule['expiration']): RuleDraft['expiration'] {
  const none = newRule.expiration;
  if (expiration === undefined) return none;
  if ('expiredDeleteMarker' in expiration) return { ...none, kind: 'marker' };
  const allVersions = expiration.allVersions === true;
  return 'days' in expiration
    ? { ...none, kind: 'days', days: typed(expiration.days), allVersions }
    : { ...none, kind: 'date', date: dayOf(expiration.date), allVersions };
}

/** The rule of a draft without problems. */
export function ruleOf(draft: RuleDraft): LifecycleRule {
  const { noncurrent, abort, marker } = draft;
  return {
    id: draft.id || undefined,
    enabled: draft.enabled,
    filter: filterOf(draft.filter),
    expiration: expirationOf(draft.expiration),
    noncurrentExpiration: noncurrent.on
      ? { days: typedNumber(noncurrent.days), keepNewest: typedNumber(noncurrent.keepNewest) }
      : undefined,
    abortUploadsAfter: abort.on ? typedNumber(abort.days) : undefined,
    deleteMarkerDays: marker.on ? typedNumber(marker.days) : undefined,
    transitions: draft.transitions.map((transition) => ({
      after: timeOf(transition),
      storageClass: transition.storageClass.trim(),
    })),
    noncurrentTransitions: draft.noncurrentTransitions.map(({ days, keepNewest, storageClass }) => ({
      days: typedNumber(days) ?? 0,
      keepNewest: typedNumber(keepNewest),
      storageClass: storageClass.trim(),
    })),
    kept: draft.kept,
  };
}

function expirationOf(draft: RuleDraft['expiration']): LifecycleRule['expiration'] {
  if (draft.kind === 'none') return undefined;
  if (draft.kind === 'marker') return { expiredDeleteMarker: true };
  const time = timeOf({ ...draft, kind: draft.kind });
  return draft.allVersions ? { ...time, allVersions: true } : time;
}

const timeOf = ({ kind, days, date }: WhenDraft) =>
  kind === 'days' ? { days: typedNumber(days) ?? 0 } : { date: midnightOf(date) };

export type RuleProblem =
  | FilterProblem
  | IdProblem
  | 'noAction'
  | 'noDays'
  | 'noDaysOrZero'
  | 'noDate'
  | 'noCount'
  | 'noClass'
  | 'markersHaveNoTags'
  | 'uploadsHaveNoTags'
  | 'twice';

/** A rule of this action stands in `kept`: a second one beside it would be refused. */
const elementOf = {
  expiration: 'Expiration',
  noncurrent: 'NoncurrentVersionExpiration',
  abort: 'AbortIncompleteMultipartUpload',
  marker: 'DelMarkerExpiration',
} as const;

/** Whether one of these elements is among what is kept. */
const keepsAction = (kept: readonly string[], action: keyof typeof elementOf) =>
  kept.some((xml) => new RegExp(`^<(?:[\\w.-]+:)?${elementOf[action]}[\\s/>]`).test(xml));

/**
 * What is wrong, by field: those of the filter, and `id`, `action` (of the whole), `expiration`, `noncurrent`,
 * `noncurrentKeep`, `abort`, `marker`, `transition0`, `transition0Class`, `noncurrentTransition0` …
 * API: PutBucketLifecycleConfiguration. `taken`: the ids of the other rules.
 */
export function ruleProblems(draft: RuleDraft, taken: readonly string[]): Record<string, RuleProblem> {
  const problems: Record<string, RuleProblem> = { ...filterProblems(draft.filter) };
  const put = (field: string, problem: RuleProblem | undefined) => {
    if (problem !== undefined) problems[field] = problem;
  };
  put('id', idProblem(draft.id, taken));
  put('action', hasAction(draft) ? undefined : 'noAction');
  put('expiration', expirationProblem(draft));
  const { noncurrent, abort, marker } = draft;
  if (noncurrent.on) {
    const isByCount = noncurrent.days.trim() === '' && typedNumber(noncurrent.keepNewest) !== undefined;
    put('noncurrent', onceOf(draft, 'noncurrent') ?? (isByCount ? undefined : daysProblem(noncurrent.days)));
    put('noncurrentKeep', countProblem(noncurrent.keepNewest));
  }
  if (abort.on) {
    const isNarrow = draft.filter.tags.length > 0 || draft.filter.above.text + draft.filter.below.text !== '';
    put(
      'abort',
      onceOf(draft, 'abort') ?? daysProblem(abort.days) ?? (isNarrow ? 'uploadsHaveNoTags' : undefined),
    );
  }
  if (marker.on) put('marker', onceOf(draft, 'marker') ?? daysProblem(marker.days));
  draft.transitions.forEach((transition, index) => {
    put(
      `transition${index}`,
      transition.kind === 'date' ? dateProblem(transition.date) : zeroOrMore(transition.days),
    );
    put(`transition${index}Class`, classProblem(transition.storageClass));
  });
  draft.noncurrentTransitions.forEach(({ days, keepNewest, storageClass }, index) => {
    put(`noncurrentTransition${index}`, zeroOrMore(days));
    put(`noncurrentTransition${index}Keep`, countProblem(keepNewest));
    put(`noncurrentTransition${index}Class`, classProblem(storageClass));
  });
  return problems;
}

function hasAction(draft: RuleDraft): boolean {
  return (
    draft.expiration.kind !== 'none' ||
    [draft.noncurrent, draft.abort, draft.marker].some(({ on }) => on) ||
    draft.transitions.length + draft.noncurrentTransitions.length + draft.kept.length > 0
  );
}

function expirationProblem(draft: RuleDraft): RuleProblem | undefined {
  const { kind, days, date } = draft.expiration;
  if (kind === 'none') return undefined;
  const twice = onceOf(draft, 'expiration');
  if (twice !== undefined) return twice;
  if (kind === 'days') return daysProblem(days);
  if (kind === 'date') return dateProblem(date);
  return draft.filter.tags.length > 0 ? 'markersHaveNoTags' : undefined;
}

const onceOf = ({ kept }: RuleDraft, action: keyof typeof elementOf): RuleProblem | undefined =>
  keepsAction(kept, action) ? 'twice' : undefined;

const daysProblem = (text: string): RuleProblem | undefined =>
  (typedNumber(text) ?? 0) < 1 ? 'noDays' : undefined;

const zeroOrMore = (text: string): RuleProblem | undefined =>
  typedNumber(text) === undefined ? 'noDaysOrZero' : undefined;

/** A count that need not be there. */
const countProblem = (text: string): RuleProblem | undefined =>
  text.trim() !== '' && (typedNumber(text) ?? 0) < 1 ? 'noCount' : undefined;

const dateProblem = (day: string): RuleProblem | undefined =>
  isMidnight(midnightOf(day)) ? undefined : 'noDate';

const classProblem = (text: string): RuleProblem | undefined =>
  text.trim() === '' ? 'noClass' : isXmlText(text) ? undefined : 'characters';
