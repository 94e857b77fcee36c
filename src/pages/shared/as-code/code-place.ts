import type { ConnectionProfile } from '../../../storage/index.ts';

/** Where the code is to work: the public half of a connection. Its secrets are read from the environment. */
export type CodePlace = Pick<ConnectionProfile, 'endpoint' | 'region' | 'addressing'> & {
  anonymous: boolean;
};

export function codePlace(profile: ConnectionProfile): CodePlace {
  const { endpoint, region, addressing, accessKeyId, session } = profile;
  return { endpoint, region, addressing, anonymous: accessKeyId === undefined && session === undefined };
}

/** The name of the local file that stands for an object: what is behind its last slash. */
export function localName(key: string): string {
  const name = key.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return name === '' || name === '.' || name === '..' ? 'object' : name;
}
