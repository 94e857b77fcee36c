import {
  parseWantPolicy,
  unknownVariables,
  type WantPolicy,
  type WantPolicyProblem,
} from '../../storage/index.ts';

export const sizeUnits = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const;
export type SizeUnit = keyof typeof sizeUnits;

/** Offered with one click, in ms. */
export const spans = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;
export type Span = keyof typeof spans;
export const expiries = [...(Object.keys(spans) as Span[]), 'never', 'exact'] as const;
export type Expiry = (typeof expiries)[number];

/** The keys that are typed as they are. */
export const textKeys = [
  'dir',
  'name',
  'mimeLimit',
  'callbackUrl',
  'callbackHost',
  'callbackBody',
  'callbackBodyType',
  'returnUrl',
  'returnBody',
] as const;
export type TextKey = (typeof textKeys)[number];

/** Those that may hold magic variables. */
const templateKeys = ['dir', 'name', 'callbackBody', 'returnBody'] as const;

/** The form as it is filled in. An empty text leaves its key out of the policy. */
export interface PolicyDraft extends Record<TextKey, string> {
  expiry: Expiry;
  /** Unix ms from which a span is counted: when it was chosen, so that the policy stays the same while it is read. */
  from: number;
  /** As a field of date and time has it, in the person's own time zone. */
  exact: string;
  insertOnly: 0 | 1;
  sizeLimit: string;
  sizeUnit: SizeUnit;
  detectMime: '' | '0' | '1';
}

type DraftProblem = WantPolicyProblem['problem'] | 'empty-segment';

/** Our own name for what is wrong, and the words of the SDKs where they have any. */
export interface KeyProblem {
  problem: DraftProblem;
  sdk?: string;
}

type DraftProblems = Partial<Record<keyof WantPolicy, KeyProblem>>;

export interface ReadDraft {
  /** Unix ms or -1; absent while it is no time. */
  expiration?: number;
  /** Absent while something is wrong. */
  policy?: WantPolicy;
  problems: DraftProblems;
  /** What the service would leave as it stands, by key: `${…}` that it does not know. */
  unknown: Partial<Record<keyof WantPolicy, string[]>>;
}

export const emptyDraft = (now: number, dir = ''): PolicyDraft => ({
  expiry: 'day',
  from: now,
  exact: '',
  insertOnly: 0,
  dir,
  name: '',
  sizeLimit: '',
  sizeUnit: 'MiB',
  mimeLimit: '',
  detectMime: '',
  callbackUrl: '',
  callbackHost: '',
  callbackBody: '',
  callbackBodyType: '',
  returnUrl: '',
  returnBody: '',
});

/** What the form says, checked as the service and the SDKs check it. `now`: Unix ms. */
export function readDraft(draft: PolicyDraft, namespace: string, now: number): ReadDraft {
  const expiration = expirationOf(draft);
  const texts = Object.fromEntries(textKeys.map((key) => [key, draft[key]]));
  const parsed = parseWantPolicy(
    {
      ...texts,
      namespace,
      expiration,
      insertOnly: draft.insertOnly,
      sizeLimit: bytesOf(draft.sizeLimit, draft.sizeUnit),
      detectMime: draft.detectMime,
    },
    now,
  );
  const problems: DraftProblems = Object.fromEntries(
    parsed.problems.map(({ key, problem, message }) => [
      key,
      { problem, ...(message !== undefined && { sdk: message }) },
    ]),
  );
  if (/\/\//.test(draft.dir)) problems.dir ??= { problem: 'empty-segment' };
  return {
    ...(Object.keys(problems).length === 0 && parsed.policy && { policy: parsed.policy }),
    ...(typeof expiration === 'number' && { expiration }),
    problems,
    unknown: unknownOf(draft),
  };
}

function unknownOf(draft: PolicyDraft): ReadDraft['unknown'] {
  const found = templateKeys.map((key) => [key, [...new Set(unknownVariables(draft[key]))]] as const);
  return Object.fromEntries(found.filter(([, names]) => names.length > 0));
}

/** Unix ms, -1 for never, '' while nothing is chosen. */
function expirationOf({ expiry, from, exact }: PolicyDraft): number | string {
  if (expiry === 'never') return -1;
  if (expiry !== 'exact') return from + spans[expiry];
  if (exact === '') return '';
  const time = new Date(exact).getTime();
  return Number.isNaN(time) ? exact : time;
}

/** Whole bytes; what is no number stays as it is, to be refused. */
function bytesOf(text: string, unit: SizeUnit): number | string {
  if (text.trim() === '') return '';
  const value = Number(text);
  return Number.isFinite(value) ? Math.round(value * sizeUnits[unit]) : text;
}

/** The own variables that a policy's texts ask for, by the name behind `var-`. */
export function ownVariables(policy: Pick<WantPolicy, (typeof templateKeys)[number]>): string[] {
  const all = templateKeys.flatMap((key) => [...(policy[key] ?? '').matchAll(/\$\{var-([^${}]+)\}/g)]);
  return [...new Set(all.map(([, name = '']) => name))];
}

/** As a field of date and time has it, in the person's own time zone: `2026-11-22T09:30:00`. */
export function localDateTime(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}
