import type { ListInput, ListPage } from '../../../storage/index.ts';

type List = (input: ListInput) => AsyncGenerator<ListPage, void, undefined>;

/**
 * Lists what is under a folder with the folders themselves, where those are real ones and no listing of all keys names
 * them: each is an entry of no bytes under its key, `a/b/`, and comes after what is in it.
 */
export function withFolders(list: List): List {
  return async function* walk({ bucket, prefix = '' }) {
    // Folders that are open, the innermost last. `left` of them: those of its folders that are still to be listed.
    const open: { folder: string; left: string[] }[] = [];
    const enter = async function* (folder: string) {
      const left: string[] = [];
      open.push({ folder, left });
      for await (const page of list({ bucket, prefix: folder, delimiter: '/' })) {
        // A server that answers with more than was asked for must not widen the plan, nor lead round in circles.
        left.push(...page.prefixes.filter((each) => each.startsWith(folder) && each !== folder));
        yield { entries: page.entries.filter(({ key }) => key !== folder), prefixes: [] };
      }
    };
    yield* enter(prefix);
    for (let at = open.at(-1); at; at = open.at(-1)) {
      const next = at.left.shift();
      if (next !== undefined) {
        yield* enter(next);
        continue;
      }
      open.pop();
      yield { entries: at.folder === '' ? [] : [folderEntry(at.folder)], prefixes: [] };
    }
  };
}

const folderEntry = (key: string) => ({ key, size: 0, lastModified: new Date(0), etag: '' });

/** Files first, then folders from the innermost on, each of which is empty by then. */
export function innermostFirst(keys: readonly string[]): string[] {
  const isFolder = (key: string) => key.endsWith('/');
  const folders = keys.filter(isFolder);
  return [...keys.filter((key) => !isFolder(key)), ...folders.sort((a, b) => b.length - a.length)];
}
