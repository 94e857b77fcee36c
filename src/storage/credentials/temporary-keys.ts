import type { Credentials, KeySource } from '../credentials.ts';
import { openSession } from '../s3/open-session.ts';
import { createKeySource } from './key-source.ts';
import type { SessionRequest } from './session-request.ts';

/** Keys with an end, renewed by what they were asked for with, where that is still in memory. */
export function temporaryKeys(
  { expiresAt = new Date(0), ...credentials }: Credentials,
  session: SessionRequest | undefined,
): KeySource {
  return createKeySource(
    { ...credentials, expiresAt },
    session ? { renew: async () => (await openSession(session)).credentials } : {},
  );
}
