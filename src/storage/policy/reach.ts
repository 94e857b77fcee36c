import type { Policy } from './policy-types.ts';
import { simulate } from './simulate.ts';

export interface Reach {
  reads: boolean;
  writes: boolean;
}

/** No key of anybody's, to ask for what holds right under a prefix. */
const sample = 'pail-7f3a9c';

/** What a request without a signature can do right under the prefix, by all statements together. */
export function anonymousReach(policy: Policy, bucket: string, prefix: string): Reach {
  const may = (action: string) =>
    simulate(policy, { principal: undefined, action, bucket, key: prefix + sample }).outcome === 'allowed';
  return { reads: may('s3:GetObject'), writes: may('s3:PutObject') || may('s3:DeleteObject') };
}
