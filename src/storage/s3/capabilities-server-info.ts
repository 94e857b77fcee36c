import type { ServerIdentity } from '../capabilities.ts';

interface ServerInfo {
  mode?: unknown;
  deploymentID?: unknown;
  servers?: unknown;
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What MinIO's admin API says of its server. The version is a name, not always a date. */
export function parseServerInfo(body: string): ServerIdentity['admin'] {
  let info: ServerInfo;
  try {
    info = JSON.parse(body) as ServerInfo;
  } catch {
    // Something else answers at that path.
    return { state: 'unavailable' };
  }
  if (typeof info !== 'object' || info === null || !Array.isArray(info.servers))
    return { state: 'unavailable' };
  const servers = info.servers as { version?: unknown }[];
  return {
    state: 'told',
    version: textOf(servers[0]?.version),
    mode: textOf(info.mode),
    deploymentId: textOf(info.deploymentID),
    servers: servers.length,
  };
}
