import { asRecord } from './want-errors.ts';

/** What an upload token allows. Names and units are those of the protocol. */
export interface WantPolicy {
  namespace: string;
  /** Unix time in ms, or -1 for never. */
  expiration: number;
  /** 1: a file that is there already is kept. */
  insertOnly: 0 | 1;
  /** May hold magic variables; wins over what an upload asks for. */
  dir?: string;
  name?: string;
  /** Bytes. */
  sizeLimit?: number;
  /** Such as `image/*;video/mp4`. */
  mimeLimit?: string;
  /** 1: the service tells the type from the content. */
  detectMime?: 0 | 1;
  callbackUrl?: string;
  callbackHost?: string;
  callbackBody?: string;
  callbackBodyType?: string;
  /** Where a browser's form is sent on to, with 303. */
  returnUrl?: string;
  returnBody?: string;
}

/** In the order in which they are written. */
export const policyKeys = [
  'namespace',
  'expiration',
  'insertOnly',
  'dir',
  'name',
  'sizeLimit',
  'mimeLimit',
  'detectMime',
  'callbackUrl',
  'callbackHost',
  'callbackBody',
  'callbackBodyType',
  'returnUrl',
  'returnBody',
] as const satisfies readonly (keyof WantPolicy)[];

type PolicyKey = (typeof policyKeys)[number];

/** One key and what is wrong with it. `message`: the words of the SDKs, where they have any. */
export interface PolicyProblem {
  key: string;
  problem:
    | 'unknown'
    | 'empty'
    | 'not-a-number'
    | 'in-the-past'
    | 'not-a-flag'
    | 'not-a-text'
    | 'not-a-url'
    | 'not-a-host'
    | 'not-a-type'
    | 'not-a-path'
    | 'two-namespaces';
  message?: string;
}

/** The text that is signed: what was not given is left out. */
export function printPolicy(policy: WantPolicy): string {
  const given = policyKeys.map((key) => [key, policy[key]] as const).filter(([, value]) => isGiven(value));
  return JSON.stringify(Object.fromEntries(given));
}

/** What a policy's text holds, whether or not a service would take it; nothing where it is no JSON object. */
export function valuesOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return {};
  }
}

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads the policy of a token, or of a form. Every problem is told at once. `now`: Unix ms. SDKs of languages without
 * number types write numbers as texts, and null for what was not given.
 */
export function parsePolicy(
  value: unknown,
  now: number,
): { policy: WantPolicy; problems: [] } | { policy?: undefined; problems: PolicyProblem[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problems: [{ key: '', problem: 'not-a-text' }] };
  }
  const given: Values = Object.fromEntries(Object.entries(value).filter(([, each]) => isGiven(each)));
  const { bucket, namespace = bucket, ...others } = given;
  const values: Values = { ...others, namespace };
  const problems = [
    ...unknownKeys(values),
    ...(bucket !== undefined && bucket !== namespace
      ? [{ key: 'bucket', problem: 'two-namespaces' } as const]
      : []),
    ...policyKeys.flatMap((key) => {
      const problem = checks[key](values[key], now);
      return problem ? [{ key, problem, ...sdkWords(key, problem) }] : [];
    }),
  ];
  if (problems.length > 0) return { problems };
  const entries = policyKeys.map((key) => [key, typed(key, values[key])]);
  return {
    policy: Object.fromEntries(entries.filter(([, each]) => each !== undefined)) as unknown as WantPolicy,
    problems: [],
  };
}

const unknownKeys = (values: Values): PolicyProblem[] =>
  Object.keys(values)
    .filter((key) => !policyKeys.some((known) => known === key))
    .map((key) => ({ key, problem: 'unknown', message: `invalid policy key : ${key}` }));

const sdkWords = (key: PolicyKey, problem: PolicyProblem['problem']) =>
  problem === 'empty' ? { message: `${key} is empty` } : {};

const numbers: readonly PolicyKey[] = ['expiration', 'insertOnly', 'sizeLimit', 'detectMime'];

function typed(key: PolicyKey, value: unknown): unknown {
  // Left out it is 0, and is written, as the protocol requires.
  if (key === 'insertOnly') return numberOf(value) ?? 0;
  return numbers.includes(key) ? numberOf(value) : value;
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

type Check = (value: unknown, now: number) => PolicyProblem['problem'] | undefined;

const optional =
  (check: Check): Check =>
  (value, now) =>
    value === undefined ? undefined : check(value, now);

const flag: Check = (value) => ([0, 1].includes(numberOf(value) ?? -1) ? undefined : 'not-a-flag');
const text: Check = (value) => (typeof value === 'string' ? undefined : 'not-a-text');

const url: Check = (value) => {
  if (typeof value !== 'string' || !URL.canParse(value)) return 'not-a-url';
  return /^https?:$/.test(new URL(value).protocol) ? undefined : 'not-a-url';
};

/** Folders and names, which may hold variables; what the service would refuse. */
const path: Check = (value) => {
  if (typeof value !== 'string') return 'not-a-text';
  const segments = value.replace(/^\/|\/$/g, '').split('/');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const isRefused = /[\u0000-\u001f\u007f\\]/.test(value) || segments.some((each) => /^\.{1,2}$/.test(each));
  return isRefused ? 'not-a-path' : undefined;
};

const checks: Record<PolicyKey, Check> = {
  namespace: (value) => (value === undefined ? 'empty' : text(value, 0)),
  expiration: (value, now) => {
    if (value === undefined) return 'empty';
    const time = numberOf(value);
    if (time === undefined || time < -1) return 'not-a-number';
    return time !== -1 && time <= now ? 'in-the-past' : undefined;
  },
  insertOnly: optional(flag),
  dir: optional(path),
  name: optional((value) =>
    typeof value === 'string' && value.includes('/') ? 'not-a-path' : path(value, 0),
  ),
  sizeLimit: optional((value) => ((numberOf(value) ?? -1) >= 0 ? undefined : 'not-a-number')),
  mimeLimit: optional((value) =>
    typeof value === 'string' &&
    value.split(/[;,]/).every((each) => /^\s*[\w.+*-]+\/[\w.+*-]+\s*$/.test(each))
      ? undefined
      : 'not-a-type',
  ),
  detectMime: optional(flag),
  callbackUrl: optional(url),
  callbackHost: optional((value) =>
    typeof value === 'string' && /^[\w.:[\]-]+$/.test(value) ? undefined : 'not-a-host',
  ),
  callbackBody: optional(text),
  callbackBodyType: optional((value) =>
    typeof value === 'string' && /^[\x20-\x7e]+$/.test(value) ? undefined : 'not-a-type',
  ),
  returnUrl: optional(url),
  returnBody: optional(text),
};
