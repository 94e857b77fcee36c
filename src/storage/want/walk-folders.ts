import type { CallOptions } from '../call-options.ts';
import { compareKeys } from '../compare-keys.ts';
import { type CursorMark, FolderCursor } from './folder-cursor.ts';
import type { WantCaller } from './want-caller.ts';
import { listFiles, listFolders, type WantFileInfo, type WantFolder } from './want-files.ts';
import { keyOfPath } from './want-path.ts';

/** A folder that a walk is in, and how far it came. */
export interface Level {
  dir: string;
  folders: CursorMark;
  files: CursorMark;
}

export type Walked = { kind: 'file'; key: string; file: WantFileInfo } | { kind: 'folder'; prefix: string };

interface WalkInput {
  namespace: string;
  /** From the outermost folder to the one at hand. */
  levels: readonly Level[];
  /** Whether to go into folders, or to name them. */
  deep: boolean;
  /** Whether a folder can hold anything that is wanted: by its prefix, which ends in a slash. */
  enters: (prefix: string) => boolean;
}

const start: CursorMark = { page: 1, index: 0 };
export const levelOf = (dir: string): Level => ({ dir, folders: start, files: start });

/**
 * Walks folders in the order of the keys, as if Want had one list: each step is a file, or a folder that is not gone
 * into. `levels` of the walk are where it stands after the step: from there another walk goes on.
 */
export async function* walkFolders(
  caller: WantCaller,
  { namespace, levels, deep, enters }: WalkInput,
  options?: CallOptions,
): AsyncGenerator<{ found: Walked; levels: Level[] }, void, undefined> {
  const open = ({ dir, folders, files }: Level) => ({
    dir,
    folders: new FolderCursor<WantFolder>(
      (page) => listFolders(caller, { namespace, dir, page }, options),
      folders,
    ),
    files: new FolderCursor<WantFileInfo>(
      (page) => listFiles(caller, { namespace, dir, page }, options),
      files,
    ),
  });
  const stack = levels.map(open);
  const marks = () =>
    stack.map(({ dir, folders, files }) => ({ dir, folders: folders.mark, files: files.mark }));

  for (let level = stack.at(-1); level; level = stack.at(-1)) {
    const { dir } = level;
    const [folder, file] = await Promise.all([level.folders.peek(), level.files.peek()]);
    const prefix = folder && `${keyOfPath({ dir, name: folder.name })}/`;
    const key = file && keyOfPath({ dir, name: file.name });
    if (prefix !== undefined && (key === undefined || compareKeys(prefix, key) < 0)) {
      level.folders.step();
      if (!enters(prefix)) continue;
      if (deep) stack.push(open(levelOf(`/${prefix.slice(0, -1)}`)));
      else yield { found: { kind: 'folder', prefix }, levels: marks() };
    } else if (key !== undefined && file !== undefined) {
      level.files.step();
      yield { found: { kind: 'file', key, file }, levels: marks() };
    } else stack.pop();
  }
}
