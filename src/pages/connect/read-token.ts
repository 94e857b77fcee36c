import { parseWantPolicy, type ReadToken, readUploadToken, type WantPolicy } from '../../storage/index.ts';

export type TokenProblem =
  | 'missing'
  | 'malformed' // no token at all
  | 'policy' // signed, but by a policy that no service could follow
  | 'expired';

/** A pasted token as it is understood. Where only its time or its policy is wrong, it is shown all the same. */
export interface UnderstoodToken {
  problem?: TokenProblem;
  read?: ReadToken;
  policy?: WantPolicy;
  /** What is wrong with its policy, in the words of the SDKs. */
  complaints?: string[];
}

/** Reads a token while it is typed. `now`: Unix ms. */
export function understandToken(text: string, now: number): UnderstoodToken {
  if (text.trim() === '') return { problem: 'missing' };
  const read = readUploadToken(text);
  if (!read) return { problem: 'malformed' };
  // One that is over is to be shown too.
  const { policy, problems } = parseWantPolicy(parsedJson(read.policy), Number.NEGATIVE_INFINITY);
  if (!policy)
    return { read, problem: 'policy', complaints: problems.flatMap(({ message = [] }) => message) };
  const isOver = policy.expiration !== -1 && policy.expiration <= now;
  return { read, policy, ...(isOver ? { problem: 'expired' } : {}) };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
