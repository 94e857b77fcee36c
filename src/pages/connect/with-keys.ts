import { openSession } from '../../storage/index.ts';
import type { Connection } from '../shared/connections.ts';

/** A connection that can be opened: what STS has to give is asked for. Rejects with what STS says. */
export async function withKeys(connection: Connection, signal?: AbortSignal): Promise<Connection> {
  const { profile, session, credentials } = connection;
  if (!session || credentials) return connection;
  const opened = await openSession(session, { signal });
  return {
    // Two persons with the same role are two connections.
    profile:
      profile.protocol === 's3' && profile.session && opened.subject
        ? { ...profile, session: { ...profile.session, subject: opened.subject } }
        : profile,
    session,
    credentials: opened.credentials,
  };
}
