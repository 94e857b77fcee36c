import { isXmlText, type ReplicationRule } from '../../../storage/index.ts';
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
import { arnOfBucket, localBucketOf, typedArn } from './destination.ts';

/** One rule as it stands in its form. */
export interface ReplicationDraft {
  id: string;
  enabled: boolean;
  priority: string;
  filter: FilterDraft;
  /** `arn`: an ARN, or the name of a bucket that is not in the list. */
  destination: { kind: 'bucket' | 'arn'; text: string };
  storageClass: string;
  deleteMarkers: boolean;
  versionDeletes: boolean;
  existingObjects: boolean;
  /** What the rule says besides, with all that its form does not show. */
  before?: ReplicationRule;
}

const emptyRule: ReplicationDraft = {
  id: '',
  enabled: true,
  priority: '',
  filter: emptyFilter,
  destination: { kind: 'bucket', text: '' },
  storageClass: '',
  deleteMarkers: false,
  versionDeletes: false,
  existingObjects: false,
};

/** The ARNs of remote targets among the destinations of rules, each once. */
export const targetsOf = (rules: readonly ReplicationRule[]): string[] => [
  ...new Set(
    rules
      .map(({ destination }) => destination)
      .filter((arn) => arn !== '' && localBucketOf(arn) === undefined),
  ),
];

/** `listed`: the buckets that the form has in its list. Where the others copy to a remote target, this one may too. */
export function newRule(others: readonly ReplicationRule[], listed: readonly string[]): ReplicationDraft {
  const target = targetsOf(others).at(-1);
  const kind = target === undefined && listed.length > 0 ? 'bucket' : 'arn';
  return {
    ...emptyRule,
    priority: String(nextPriority(others)),
    destination: { kind, text: target ?? '' },
  };
}

export function ruleDraft(
  rule: ReplicationRule,
  others: readonly ReplicationRule[],
  listed: readonly string[],
): ReplicationDraft {
  const bucket = localBucketOf(rule.destination);
  return {
    id: rule.id ?? '',
    enabled: rule.enabled,
    priority: String(rule.priority ?? nextPriority(others)),
    filter: filterDraft(rule.filter),
    destination:
      bucket !== undefined && listed.includes(bucket)
        ? { kind: 'bucket', text: bucket }
        : { kind: 'arn', text: rule.destination },
    storageClass: rule.storageClass ?? '',
    deleteMarkers: rule.deleteMarkers ?? false,
    versionDeletes: rule.versionDeletes ?? false,
    existingObjects: rule.existingObjects ?? false,
    before: rule,
  };
}

/** The number above all others. */
export const nextPriority = (rules: readonly ReplicationRule[]): number =>
  Math.max(0, ...rules.map(({ priority = 0 }) => priority)) + 1;

/** The ARN that the draft names. */
const arnOf = ({ kind, text }: ReplicationDraft['destination']): string | undefined =>
  kind === 'arn' ? typedArn(text) : text === '' ? undefined : arnOfBucket(text);

/** The rule of a draft without problems. */
export function ruleOf(draft: ReplicationDraft): ReplicationRule {
  const { before } = draft;
  const { prefix, tags, kept } = filterOf(draft.filter);
  // What was not said before stays unsaid: an element that a server does not know would be refused.
  const said = (now: boolean, then: boolean | undefined) => (now || then !== undefined ? now : undefined);
  return {
    id: draft.id || undefined,
    enabled: draft.enabled,
    priority: typedNumber(draft.priority),
    filter: { prefix, tags, kept },
    destination: arnOf(draft.destination) ?? '',
    storageClass: draft.storageClass.trim() || undefined,
    destinationKept: before?.destinationKept ?? [],
    // A rule with a Filter has to say it, unless a form of it that is not understood says so already.
    deleteMarkers: keepsMarkers(before) ? undefined : draft.deleteMarkers,
    versionDeletes: said(draft.versionDeletes, before?.versionDeletes),
    existingObjects: said(draft.existingObjects, before?.existingObjects),
    kept: before?.kept ?? [],
  };
}

const keepsMarkers = (rule: ReplicationRule | undefined) =>
  rule?.kept.some((xml) => /^<(?:[\w.-]+:)?DeleteMarkerReplication[\s/>]/.test(xml)) ?? false;

/**
 * Rules of the first form have neither a priority nor a Filter, and no server takes both forms in one document: once
 * one rule has a priority, those without get one below it, in their order.
 */
export function inOneForm(rules: readonly ReplicationRule[]): readonly ReplicationRule[] {
  const isFirst = ({ priority }: ReplicationRule) => priority === undefined;
  if (!rules.some(isFirst) || rules.every(isFirst)) return rules;
  const free = freePriorities(rules);
  return rules.map((rule) =>
    isFirst(rule)
      ? {
          ...rule,
          priority: free.next().value,
          deleteMarkers: rule.deleteMarkers ?? (keepsMarkers(rule) ? undefined : false),
        }
      : rule,
  );
}

function* freePriorities(rules: readonly ReplicationRule[]): Generator<number, never> {
  const taken = new Set(rules.map(({ priority }) => priority));
  for (let priority = 1; ; priority += 1) if (!taken.has(priority)) yield priority;
}

export type ReplicationProblem =
  | FilterProblem
  | IdProblem
  | 'noPriority'
  | 'priorityTaken'
  | 'noDestination'
  | 'noArn'
  | 'itself'
  | 'tagsAndMarkers';

/**
 * What is wrong, by field: those of the filter, `id`, `priority`, `destination`, `storageClass`, `deleteMarkers`.
 * API: PutBucketReplication. `bucket`: the one that is replicated.
 */
export function replicationProblems(
  draft: ReplicationDraft,
  others: readonly ReplicationRule[],
  bucket: string,
): Record<string, ReplicationProblem> {
  const problems: Record<string, ReplicationProblem> = { ...filterProblems(draft.filter) };
  const put = (field: string, problem: ReplicationProblem | undefined) => {
    if (problem !== undefined) problems[field] = problem;
  };
  put(
    'id',
    idProblem(
      draft.id,
      others.flatMap(({ id }) => id ?? []),
    ),
  );
  const priority = typedNumber(draft.priority);
  if (priority === undefined) put('priority', 'noPriority');
  else if (others.some((other) => other.priority === priority)) put('priority', 'priorityTaken');
  put('destination', destinationProblem(draft.destination, bucket));
  if (!isXmlText(draft.storageClass)) put('storageClass', 'characters');
  if (draft.deleteMarkers && draft.filter.tags.length > 0) put('deleteMarkers', 'tagsAndMarkers');
  return problems;
}

function destinationProblem(
  destination: ReplicationDraft['destination'],
  bucket: string,
): ReplicationProblem | undefined {
  if (!isXmlText(destination.text)) return 'characters';
  if (destination.text.trim() === '') return 'noDestination';
  const arn = arnOf(destination);
  if (arn === undefined) return 'noArn';
  return arn === arnOfBucket(bucket) ? 'itself' : undefined;
}
