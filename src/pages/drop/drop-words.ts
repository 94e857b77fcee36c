import type { TextFunction } from '../../components/text/language.ts';
import type { StorageError, StorageErrorCode } from '../../storage/index.ts';

/** Refusals that mean something of their own for whoever has a form and no account. */
const own = [
  'access-denied',
  'too-large',
  'too-small',
  'signature-mismatch',
  'invalid-access-key',
  'expired-credentials',
  'no-such-bucket',
  'key-refused',
  'object-locked',
  'network',
  'timeout',
  'mixed-content',
  'not-s3',
  'not-supported',
  'not-verified',
  'file-changed',
  'too-busy',
  'server-error',
] as const satisfies readonly StorageErrorCode[];

export type OwnFailure = (typeof own)[number] | 'expired' | 'refused';

/** `now` in ms: after the end of a form its server refuses everything, whatever it says. */
export function failureOf(error: StorageError, expiresAt: Date, now: number): OwnFailure {
  if (error.code === 'access-denied' && now >= expiresAt.getTime()) return 'expired';
  return own.find((code) => code === error.code) ?? 'refused';
}

export function failureWords(t: TextFunction<'forms'>, failure: OwnFailure, host: string): string {
  return t(`failed_${failure}`, { host });
}
