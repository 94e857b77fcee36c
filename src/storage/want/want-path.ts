import { StorageError } from '../errors.ts';
import { base64url } from './base64url.ts';

/** Where a file lies, in the protocol's words: `/` or `/a/b`, and a name without slashes. */
export interface WantPath {
  dir: string;
  name: string;
}

/**
 * Whether Want has no words for a key: folders without a name, `.` and `..`, half a character, and what no path holds
 * (control characters, backslashes), also where it is percent-encoded. One slash at its end makes it a folder's.
 */
export function isRefusedKey(key: string): boolean {
  return key.replace(/\/$/, '').split('/').some(isRefusedSegment);
}

function isRefusedSegment(segment: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/^\.{0,2}$|[\u0000-\u001f\u007f\\]|\p{Surrogate}/u.test(segment)) return true;
  const decoded = segment.replace(/%(?:25)*2e/gi, '.');
  return /^\.{1,2}$/.test(decoded) || /%(?:25)*(?:2f|5c|00)/i.test(segment);
}

/** `key-refused` for what Want has no words for, and for a folder's key. */
export function pathOfKey(key: string): WantPath {
  if (isRefusedKey(key) || key.endsWith('/')) throw new StorageError('key-refused');
  const slash = key.lastIndexOf('/');
  return { dir: `/${key.slice(0, Math.max(slash, 0))}`, name: key.slice(slash + 1) };
}

export const keyOfPath = ({ dir, name }: WantPath) => (dir === '/' ? name : `${dir.slice(1)}/${name}`);

/** The folder of a prefix that ends in a slash, or is empty. */
export function dirOfPrefix(prefix: string): string {
  if (prefix === '') return '/';
  if (isRefusedKey(prefix)) throw new StorageError('key-refused');
  return `/${prefix.replace(/\/$/, '')}`;
}

/** Names a file in a manage call, or a folder where there is no name. */
export const resourceId = (namespace: string, { dir, name }: { dir: string; name?: string }) =>
  base64url(JSON.stringify(name === undefined ? [namespace, dir] : [namespace, dir, name]));
