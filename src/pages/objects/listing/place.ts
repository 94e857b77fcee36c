/** A place in a bucket, as breadcrumbs and the path field show it. */
export interface Crumb {
  /** Without the slash; '' for the empty segment of a key such as `a//b`. */
  name: string;
  /** The prefix that it opens, ending in '/'. */
  prefix: string;
}

export function crumbsOf(prefix: string): Crumb[] {
  const crumbs: Crumb[] = [];
  for (let at = 0; at < prefix.length; ) {
    const slash = prefix.indexOf('/', at);
    const end = slash < 0 ? prefix.length : slash + 1;
    crumbs.push({ name: prefix.slice(at, slash < 0 ? end : slash), prefix: prefix.slice(0, end) });
    at = end;
  }
  return crumbs;
}

/** One up; undefined at the top. */
export function parentOf(prefix: string): string | undefined {
  return prefix === '' ? undefined : (crumbsOf(prefix).at(-2)?.prefix ?? '');
}

/** A typed path: up to the last slash the folder, and what is behind it is searched there. */
export function placeOfPath(path: string): { prefix: string; q: string } {
  const end = path.lastIndexOf('/') + 1;
  return { prefix: path.slice(0, end), q: path.slice(end) };
}

/** What a row shows of its key: all of it that the place does not say already. */
export function nameIn(prefix: string, key: string): string {
  return key.startsWith(prefix) && key !== prefix ? key.slice(prefix.length) : key;
}

/** After going from one place to another above it: the folder that was left, to stand on it. */
export function folderLeft(from: string, to: string): string | undefined {
  if (from === to || !from.startsWith(to)) return undefined;
  return crumbsOf(from).find(({ prefix }) => prefix.length > to.length)?.prefix;
}
