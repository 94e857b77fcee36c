import { StorageError } from '../errors.ts';
import { base64url } from './base64url.ts';

/** Where a file lies, in the protocol's words: `/` or `/a/b`, and a name without slashes. */
export interface WantPath {
  dir: string;
  name: string;
}

/** `key-refused` for what Want has no words for: folders without a name, a slash at an end, `.` and `..`. */
export function pathOfKey(key: string): WantPath {
  const segments = key.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new StorageError('key-refused');
  }
  const name = segments.pop() ?? '';
  return { dir: `/${segments.join('/')}`, name };
}

export const keyOfPath = ({ dir, name }: WantPath) => (dir === '/' ? name : `${dir.slice(1)}/${name}`);

/** The folder of a prefix that ends in a slash, or is empty. */
export function dirOfPrefix(prefix: string): string {
  return prefix === '' ? '/' : pathOfKey(`${prefix.replace(/\/$/, '')}/x`).dir;
}

/** Names a file in a manage call, or a folder where there is no name. */
export const resourceId = (namespace: string, { dir, name }: { dir: string; name?: string }) =>
  base64url(JSON.stringify(name === undefined ? [namespace, dir] : [namespace, dir, name]));
