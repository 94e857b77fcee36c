import { type CopyVerdict, type ObjectHead, StorageError } from '../../../storage/index.ts';

export type Restored =
  | { kind: 'done'; copy: ObjectHead }
  /** It is the current one now, and lacks something of what the version had. */
  | { kind: 'differs'; copy: ObjectHead; differences: readonly string[] }
  | { kind: 'failed'; error: unknown };

/** What a copy of a version over its own object came to. */
export function restoredBy(verdict: CopyVerdict | undefined): Restored {
  switch (verdict?.kind) {
    case 'done':
    case 'source-kept':
      return { kind: 'done', copy: verdict.copy };
    case 'differs':
      return verdict;
    case 'failed':
      return { kind: 'failed', error: verdict.error };
    case 'changed':
      return { kind: 'failed', error: new StorageError('precondition-failed') };
    default:
      return { kind: 'failed', error: new StorageError('aborted') };
  }
}
