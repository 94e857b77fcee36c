import { type WantPolicy, wantPolicyKeys } from '../../../storage/index.ts';

type PolicyKey = keyof WantPolicy;

/** One key of a policy: how its value is shown, and which sentence says what it does. */
export interface PolicyRow<Key extends PolicyKey = PolicyKey> {
  key: Key;
  value: NonNullable<WantPolicy[Key]>;
  meaning: PolicyMeaning;
  /** The service fills in something for each file. */
  hasVariables: boolean;
}

type FlagKey = 'insertOnly' | 'detectMime';
type PolicyMeaning = Exclude<PolicyKey, FlagKey> | `${FlagKey}_${0 | 1}`;

/** What of the policy was given, in the order of the protocol. */
export function policyRows(policy: WantPolicy): PolicyRow[] {
  return wantPolicyKeys.flatMap((key) => {
    const value = policy[key];
    if (value === undefined) return [];
    const hasVariables = typeof value === 'string' && /\$\{[^${}]+\}/.test(value);
    return [{ key, value, meaning: meaningOf(key, policy), hasVariables }];
  });
}

function meaningOf(key: PolicyKey, policy: WantPolicy): PolicyMeaning {
  if (key !== 'insertOnly' && key !== 'detectMime') return key;
  return policy[key] === 1 ? `${key}_1` : `${key}_0`;
}

/** How long a policy lasts, `now` in Unix ms: for ever, so many seconds more, or so many seconds past its end. */
export function lifeOf(
  expiration: number,
  now: number,
): { state: 'never' } | { state: 'left' | 'over'; seconds: number } {
  if (expiration === -1) return { state: 'never' };
  const seconds = (expiration - now) / 1000;
  return seconds > 0 ? { state: 'left', seconds } : { state: 'over', seconds: Math.abs(seconds) };
}
