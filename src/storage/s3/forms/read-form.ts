import type { FormMatch, FormProblem, FormTerms, SignedForm } from '../../upload-form-types.ts';
import { decodeMetadata } from '../metadata-text.ts';

/** Where a form may be sent to. */
function isFormAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password, search, hash } = new URL(url);
  return /^https?:$/.test(protocol) && username + password + search + hash === '';
}

interface Condition {
  operator: 'eq' | 'starts-with';
  /** In lower case, without `$`. */
  field: string;
  name: string;
  value: string;
}

/** Every form has these, with one value. */
const needed = ['bucket', 'x-amz-algorithm', 'x-amz-credential', 'x-amz-date'];
const metadataPrefix = 'x-amz-meta-';
const redirects = new Set(['success_action_redirect', 'redirect']);

/**
 * What a form allows, read from what was signed: whoever changes it breaks the signature. Says what is wrong with a
 * form that nobody could use, so that a damaged or foreign link is refused before a file is chosen.
 * API: "POST Policy".
 */
export function readForm({ url, policy, signature }: SignedForm): FormTerms | { problem: FormProblem } {
  if (!isFormAddress(url)) return { problem: 'address' };
  if (!/^[\da-f]{64}$/i.test(signature)) return { problem: 'signature' };
  const document = parseDocument(policy);
  const expiresAt = new Date(typeof document?.expiration === 'string' ? document.expiration : Number.NaN);
  if (!document || !Array.isArray(document.conditions) || Number.isNaN(expiresAt.getTime())) {
    return { problem: 'policy' };
  }
  const conditions: Condition[] = [];
  let size: FormTerms['size'];
  for (const raw of document.conditions) {
    const range = lengthRange(raw);
    const condition = range ? undefined : parseCondition(raw);
    if (range) size = narrower(size, range);
    else if (condition) conditions.push(condition);
    else return { problem: 'condition' };
  }
  return termsOf(conditions, size, expiresAt);
}

function termsOf(
  conditions: readonly Condition[],
  size: FormTerms['size'],
  expiresAt: Date,
): FormTerms | { problem: FormProblem } {
  const matches = new Map<string, FormMatch>();
  const fixed: Record<string, string> = {};
  for (const { operator, field, name, value } of conditions) {
    if (redirects.has(field)) return { problem: 'condition' };
    if (field === 'key' || field === 'content-type') {
      matches.set(
        field,
        narrowerMatch(matches.get(field), operator === 'eq' ? { exact: value } : { prefix: value }),
      );
    } else if (operator === 'eq') fixed[name] = value;
    else return { problem: 'condition' };
  }
  const names = new Set(Object.keys(fixed).map((name) => name.toLowerCase()));
  const bucket = Object.entries(fixed).find(([name]) => name.toLowerCase() === 'bucket')?.[1];
  const key = matches.get('key');
  if (!bucket || !key || needed.some((name) => !names.has(name))) return { problem: 'policy' };
  const metadata = Object.fromEntries(
    Object.entries(fixed)
      .filter(([name]) => name.toLowerCase().startsWith(metadataPrefix))
      .map(([name, value]) => [name.slice(metadataPrefix.length), decodeMetadata(value)]),
  );
  return { bucket, key, contentType: matches.get('content-type'), size, expiresAt, fixed, metadata };
}

/** An exact value says more than a beginning, whichever comes first. */
const narrowerMatch = (before: FormMatch | undefined, next: FormMatch): FormMatch =>
  before && 'exact' in before ? before : next;

const narrower = (before: FormTerms['size'], next: { min: number; max: number }) =>
  before ? { min: Math.max(before.min, next.min), max: Math.min(before.max, next.max) } : next;

function parseDocument(policy: string): { expiration?: unknown; conditions?: unknown } | undefined {
  try {
    const bytes = Uint8Array.from(atob(policy), (sign) => sign.charCodeAt(0));
    const document: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof document === 'object' && document !== null ? document : undefined;
  } catch {
    return undefined;
  }
}

function lengthRange(raw: unknown): { min: number; max: number } | undefined {
  if (!Array.isArray(raw) || String(raw[0]).toLowerCase() !== 'content-length-range') return undefined;
  const [min, max] = [Number(raw[1]), Number(raw[2])];
  return Number.isSafeInteger(min) && Number.isSafeInteger(max) ? { min, max } : undefined;
}

/** `{"field": "value"}` is the short form of `["eq", "$field", "value"]`. */
function parseCondition(raw: unknown): Condition | undefined {
  if (Array.isArray(raw)) {
    const [first, name, value] = raw as unknown[];
    const operator = String(first).toLowerCase();
    if (operator !== 'eq' && operator !== 'starts-with') return undefined;
    if (typeof name !== 'string' || !name.startsWith('$') || typeof value !== 'string') return undefined;
    return { operator, field: name.slice(1).toLowerCase(), name: name.slice(1), value };
  }
  if (typeof raw !== 'object' || raw === null) return undefined;
  const [pair, ...more] = Object.entries(raw as Record<string, unknown>);
  if (!pair || more.length > 0 || typeof pair[1] !== 'string') return undefined;
  return { operator: 'eq', field: pair[0].toLowerCase(), name: pair[0], value: pair[1] };
}
