import { invalidArgument } from './want-error.ts';

const maxKeyBytes = 1024;

/** The folder as Want writes it: `/`, or `/a/b` without a slash at its end. Throws for what no folder may be. */
export function parseDir(dir: string): string {
  // SDKs leave the first slash off and put one behind the last segment.
  const bare = dir.replace(/^\//, '');
  if (bare === '') return '/';
  const segments = bare.replace(/\/$/, '');
  for (const segment of segments.split('/')) checkSegment(segment, 'dir');
  return `/${segments}`;
}

export function parseName(name: string): string {
  checkSegment(name, 'name');
  if (name.includes('/')) throw invalidArgument('name holds no slash.');
  return name;
}

/** A namespace that may be asked for; whether it exists is another question. */
export function parseNamespace(namespace: string): string {
  if (namespace === '') throw invalidArgument('namespace is empty');
  checkSegment(namespace, 'namespace');
  if (namespace.includes('/') || namespace.length > 63) throw invalidArgument('namespace is no name.');
  return namespace;
}

/** The S3 key of a file, or of a folder's marker where the name is empty. */
export function keyOf(dir: string, name: string): string {
  const key = dir === '/' ? name : `${dir.slice(1)}/${name}`;
  if (Buffer.byteLength(key) > maxKeyBytes) throw invalidArgument('dir and name are longer than is allowed.');
  return key;
}

/** The folder and file name of a key that is no folder's marker. */
export function pathOfKey(key: string): { dir: string; name: string } {
  const slash = key.lastIndexOf('/');
  return { dir: slash === -1 ? '/' : `/${key.slice(0, slash)}`, name: key.slice(slash + 1) };
}

/**
 * A key is no path here and leads nowhere, but what stores a file for others may be asked to put it in a real folder
 * one day, and browsers take `..` out of URLs, encoded or not.
 */
function checkSegment(segment: string, what: string): void {
  if (segment === '') throw invalidArgument(`${what} has an empty segment.`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  if (/[\u0000-\u001f\u007f\\]|\p{Surrogate}/u.test(segment)) {
    throw invalidArgument(`${what} holds a character that no path may have.`);
  }
  const decoded = withoutEscapes(segment);
  if (
    /^\.{1,2}$/.test(decoded) ||
    /\0|\\/.test(decoded) ||
    decoded.split('/').length !== segment.split('/').length
  ) {
    throw invalidArgument(`${what} leads out of its folder.`);
  }
}

/** Percent-encoding of what makes paths, however often it was encoded. */
function withoutEscapes(segment: string): string {
  let text = segment;
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/%25/g, '%');
  }
  return text.replace(/%2e/gi, '.').replace(/%2f/gi, '/').replace(/%5c/gi, '\\').replace(/%00/g, '\0');
}
