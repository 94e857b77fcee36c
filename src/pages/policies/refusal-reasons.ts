import { isPublic, StorageError } from '../../storage/index.ts';
import { parseDraft } from './policy-draft.ts';

export interface RefusalReasons {
  /** The key may not change policies. */
  denied: boolean;
  /** Services can block what would let strangers in. */
  isPublic: boolean;
  /** How many warnings the draft has: what servers differ in. */
  warnings: number;
}

/** What may lie behind a server's refusal of this draft. */
export function refusalReasons(error: unknown, text: string, bucket: string): RefusalReasons {
  const code = error instanceof StorageError ? error.code : undefined;
  const { policy, problems } = parseDraft(text, bucket);
  const denied = code === 'access-denied';
  const isOfServer = code === 'invalid-argument' || code === 'server-error' || code === 'not-supported';
  return {
    denied,
    isPublic: denied && policy !== undefined && isPublic(policy).isPublic,
    warnings: isOfServer ? problems.filter(({ severity }) => severity === 'warning').length : 0,
  };
}
