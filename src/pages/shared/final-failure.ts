import type { StorageErrorCode } from '../../storage/index.ts';

const finalCodes: readonly StorageErrorCode[] = [
  'too-large',
  'file-changed',
  'file-exists',
  'size-refused',
  'type-refused',
  'answer-elsewhere',
  // It is stored: sent again it would be stored again.
  'callback-failed',
];

/** Whether sending the same file again would fail the same way. */
export const isFinalFailure = (code: StorageErrorCode): boolean => finalCodes.includes(code);
