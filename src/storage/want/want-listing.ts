import type { CallOptions } from '../call-options.ts';
import { compareKeys } from '../compare-keys.ts';
import { StorageError } from '../errors.ts';
import type { ListInput } from '../object-operations.ts';
import type { ListPage, ObjectEntry } from '../types.ts';
import { type Level, levelOf, walkFolders } from './walk-folders.ts';
import type { WantCaller } from './want-caller.ts';
import type { WantFileInfo } from './want-files.ts';
import { dirOfPrefix } from './want-path.ts';

const usualPageSize = 1000;

/**
 * Files and folders as a listing of keys. Want lists folder by folder and knows no prefix: what is behind a prefix's
 * last slash is looked for here, and without a delimiter every folder is walked.
 */
export async function* listObjects(
  caller: WantCaller,
  { bucket, prefix = '', delimiter, startAfter = '', pageSize = usualPageSize, from }: ListInput,
  options?: CallOptions,
): AsyncGenerator<ListPage, void, undefined> {
  if (delimiter !== undefined && delimiter !== '/') throw new StorageError('not-supported');
  let page: ListPage = { entries: [], prefixes: [] };
  let levels: Level[] = from ? parseLevels(from) : [levelOf(dirOfPrefix(prefix.replace(/[^/]*$/, '')))];
  const steps = walkFolders(
    caller,
    {
      namespace: bucket,
      levels,
      deep: delimiter === undefined,
      enters: (folder) =>
        (folder.startsWith(prefix) || prefix.startsWith(folder)) &&
        (compareKeys(folder, startAfter) > 0 || startAfter.startsWith(folder)),
    },
    options,
  );
  for await (const step of steps) {
    const { found } = step;
    const key = found.kind === 'file' ? found.key : found.prefix;
    if (!key.startsWith(prefix) || compareKeys(key, startAfter) <= 0) continue;
    // A page is given when it is known that another one follows.
    if (page.entries.length + page.prefixes.length === Math.min(pageSize, usualPageSize)) {
      yield { ...page, next: JSON.stringify(levels) };
      page = { entries: [], prefixes: [] };
    }
    if (found.kind === 'file') page.entries.push(entryOf(key, found.file));
    else page.prefixes.push(key);
    levels = step.levels;
  }
  yield page;
}

const entryOf = (key: string, { size, modified, md5 }: WantFileInfo): ObjectEntry => ({
  key,
  size,
  lastModified: modified ?? new Date(0),
  etag: md5,
});

/** Our own token comes back from our own pages alone. */
const parseLevels = (token: string) => JSON.parse(token) as Level[];
