import type { ConnectionProfile, S3Profile } from '../../../storage/index.ts';

/** Where the code is to work: the public half of a connection. Its secrets are read from the environment. */
export type CodePlace = Pick<S3Profile, 'endpoint' | 'region' | 'addressing'> & {
  anonymous: boolean;
};

/** Undefined where the clients that the code is for do not speak the connection's protocol. */
export function codePlace(profile: ConnectionProfile): CodePlace | undefined {
  if (profile.protocol !== 's3') return undefined;
  const { endpoint, region, addressing, accessKeyId, session } = profile;
  return { endpoint, region, addressing, anonymous: accessKeyId === undefined && session === undefined };
}

/** The name of the local file that stands for an object: what is behind its last slash. */
export function localName(key: string): string {
  const name = key.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return name === '' || name === '.' || name === '..' ? 'object' : name;
}
