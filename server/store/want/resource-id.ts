import { decodeBase64Json } from './base64.ts';
import { invalidArgument } from './want-error.ts';
import { keyOf, parseDir, parseName, parseNamespace } from './want-path.ts';

/** What a manage call is about. For a folder the key is that of its marker, which is empty for the root. */
export interface Resource {
  bucket: string;
  dir: string;
  key: string;
}

/** `base64url(JSON([namespace, dir, name]))`, or without a name for a folder; padded or not. */
export function parseResourceId(resourceId: string, kind: 'file' | 'folder'): Resource {
  const parts = decodeBase64Json(decodeSegment(resourceId));
  const isOf = (length: number) =>
    Array.isArray(parts) && parts.length === length && parts.every((part) => typeof part === 'string');
  if (!isOf(kind === 'file' ? 3 : 2)) {
    throw invalidArgument('The resource id is no base64 of a namespace, a dir and, for a file, a name.');
  }
  const [namespace = '', dirAsked = '', name = ''] = parts as string[];
  const dir = parseDir(dirAsked);
  return {
    bucket: parseNamespace(namespace),
    dir,
    key: kind === 'file' ? keyOf(dir, parseName(name)) : markerKey(dir),
  };
}

/** A folder's marker, which is also what all keys in the folder begin with; empty for the root. */
export const markerKey = (dir: string) => (dir === '/' ? '' : keyOf(dir, ''));

/** Clients that pad or use the other alphabet have to percent-encode. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw invalidArgument('The resource id is not percent-encoded as a path is.');
  }
}
