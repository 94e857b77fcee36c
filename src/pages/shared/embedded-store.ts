import { parseProfile } from '../../storage/index.ts';
import type { Connection } from './connections.ts';

/** A proper name, the same in every language: it is stored with profiles and shown in the bar. */
const embeddedStoreName = 'Embedded store';

/**
 * The store that the server of this page brings along, with its credentials, which that server gives to its own
 * page alone. Anything but a well-formed answer means that there is none: a static host, another server, an error.
 */
export async function fetchEmbeddedStore(send: typeof fetch = fetch): Promise<Connection | undefined> {
  try {
    const response = await send('./pail/embedded-store', { headers: { 'x-pail': '1' }, cache: 'no-store' });
    if (response.status !== 200) return undefined;
    return parseEmbeddedStore(await response.json());
  } catch {
    return undefined;
  }
}

/** The same store by its other protocol: one address for both endpoints, and the same keys. */
export function byWant({ profile, credentials }: Connection): Connection {
  const { name, endpoint, accessKeyId = '' } = profile;
  return {
    profile: {
      name: `${name} (Want)`,
      protocol: 'want',
      endpoint,
      manageEndpoint: endpoint,
      keyType: 'TOP',
      accessKeyId,
    },
    credentials,
  };
}

function parseEmbeddedStore(answer: unknown): Connection | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { endpoint, region, accessKeyId, secretAccessKey } = answer as Record<string, unknown>;
  if (
    typeof endpoint !== 'string' ||
    typeof region !== 'string' ||
    typeof accessKeyId !== 'string' ||
    typeof secretAccessKey !== 'string'
  ) {
    return undefined;
  }
  const parsed = parseProfile({ name: embeddedStoreName, endpoint, region, addressing: 'path', accessKeyId });
  return 'profile' in parsed
    ? { profile: parsed.profile, credentials: { accessKeyId, secretAccessKey } }
    : undefined;
}
