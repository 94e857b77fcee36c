import { parseWantPolicy, type WantPolicyProblem } from '../../storage/index.ts';
import {
  emptyDraft,
  localDateTime,
  type PolicyDraft,
  type SizeUnit,
  sizeUnits,
  textKeys,
} from './policy-draft.ts';

export type ReadJson =
  | { draft: PolicyDraft; namespace: string }
  /** `not-json`: no object could be read from it. */
  | { problems: WantPolicyProblem[] | 'not-json' };

/**
 * A policy as somebody wrote it, for the form. What is over can be put right there, so it is no problem here; a key that
 * no service knows is one, as it is for the SDKs.
 */
export function draftOfJson(text: string, now: number): ReadJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: 'not-json' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { problems: 'not-json' };
  const { policy, problems } = parseWantPolicy(value, Number.NEGATIVE_INFINITY);
  if (!policy) return { problems };
  const { expiration, sizeLimit, detectMime, insertOnly, namespace } = policy;
  const unit = unitOf(sizeLimit ?? 0);
  return {
    namespace,
    draft: {
      ...emptyDraft(now),
      ...Object.fromEntries(textKeys.map((key) => [key, policy[key] ?? ''])),
      expiry: expiration === -1 ? 'never' : 'exact',
      exact: expiration === -1 ? '' : localDateTime(expiration),
      insertOnly,
      sizeLimit: sizeLimit === undefined ? '' : String(sizeLimit / sizeUnits[unit]),
      sizeUnit: unit,
      detectMime: detectMime === undefined ? '' : detectMime === 1 ? '1' : '0',
    },
  };
}

/** The largest unit of which it is a whole number. */
function unitOf(bytes: number): SizeUnit {
  const units = Object.keys(sizeUnits) as SizeUnit[];
  return units.findLast((unit) => bytes > 0 && bytes % sizeUnits[unit] === 0) ?? 'B';
}
