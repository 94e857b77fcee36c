import type { NotificationTargets } from '../../storage/index.ts';
import type { EventNames } from '../shared/bucket-events/event-names.ts';
import type { NotificationRule } from './overlaps.ts';

export const kinds = ['queue', 'topic', 'function'] as const;
export type RuleKind = (typeof kinds)[number];

export const newRule: NotificationRule = {
  kind: 'queue',
  arn: '',
  events: ['s3:ObjectCreated:*'],
  kept: [],
  keptAboutKeys: [],
  keptInFilter: [],
};

export interface RuleProblems {
  arn?: 'arn_empty' | 'arn_form';
  events?: 'events_none';
  prefix?: FilterProblem;
  suffix?: FilterProblem;
  id?: 'id_long' | 'filter_characters';
}
type FilterProblem = 'filter_long' | 'filter_characters';

/** Bytes, by AWS's and MinIO's documents. */
const longestFilter = 1024;
const longestId = 255;

/** What no server would take. What one server alone refuses is that server's to say. */
export function ruleProblems({ arn, events, prefix, suffix, id }: NotificationRule): RuleProblems {
  return {
    arn: arn === '' ? 'arn_empty' : /^arn:[^:]+:[^:]+:/.test(arn) ? undefined : 'arn_form',
    events: events.length === 0 ? 'events_none' : undefined,
    prefix: filterProblem(prefix),
    suffix: filterProblem(suffix),
    id: !isPrintable(id) ? 'filter_characters' : (id ?? '').length > longestId ? 'id_long' : undefined,
  };
}

export const hasProblem = (problems: RuleProblems) =>
  Object.values(problems).some((problem) => problem !== undefined);

function filterProblem(text = ''): FilterProblem | undefined {
  if (!isPrintable(text)) return 'filter_characters';
  return new TextEncoder().encode(text).length > longestFilter ? 'filter_long' : undefined;
}

/** Control characters have no form in XML. */
const isPrintable = (text = '') =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text);

/** Of a kind, as its ARN says; undefined where it says nothing known. */
export function kindOfArn(arn: string): RuleKind | undefined {
  const service = arn.split(':')[2];
  if (service === 'sqs') return 'queue';
  if (service === 'sns') return 'topic';
  return service === 'lambda' ? 'function' : undefined;
}

/** What a person calls it: `x:webhook` of MinIO's target, the queue's, topic's or function's own name of AWS's. */
export function shortArn(arn: string): string {
  const parts = arn.split(':');
  if (parts.length < 6) return arn;
  const [, partition, service] = parts;
  const rest = parts.slice(partition === 'minio' ? 4 : 5);
  return (service === 'lambda' && rest[0] === 'function' ? rest.slice(1) : rest).join(':') || arn;
}

/** For the field: what the server says it has, and what is in use. */
export function arnSuggestions(
  kind: RuleKind,
  rules: readonly NotificationRule[],
  targets: NotificationTargets | undefined,
): string[] {
  const all = [...(targets?.arns ?? []), ...rules.map(({ arn }) => arn)];
  return [...new Set(all)].filter((arn) => (kindOfArn(arn) ?? kind) === kind);
}

/**
 * Whether the server names this target. It says so for its own region whatever region the ARN has; the embedded store
 * takes AWS's ARNs, too, for its targets of the same name.
 */
export function isTarget(arn: string, { arns, names }: NotificationTargets): boolean {
  if (arns.some((one) => withoutRegion(one) === withoutRegion(arn))) return true;
  if (names === 'minio' || !/^arn:aws[a-z-]*:/.test(arn)) return false;
  const [name] = shortArn(arn).split(':');
  return arns.some((one) => one.split(':')[4] === name);
}

const withoutRegion = (arn: string) => arn.replace(/^((?:[^:]*:){3})[^:]*/, '$1');

/** Whose names of events to offer: the server says, else the ARNs do, else AWS's are the ones that most servers know. */
export function namesOf(targets: NotificationTargets | undefined, arns: readonly string[]): EventNames {
  if (targets) return targets.names;
  return arns.some((arn) => arn.startsWith('arn:minio:')) ? 'minio' : 'aws';
}

/** Beside those of its kind: servers write a configuration kind by kind. */
export function withRule(rules: readonly NotificationRule[], rule: NotificationRule): NotificationRule[] {
  const last = rules.findLastIndex(({ kind }) => kind === rule.kind);
  const at = last < 0 ? rules.length : last + 1;
  return [...rules.slice(0, at), rule, ...rules.slice(at)];
}
