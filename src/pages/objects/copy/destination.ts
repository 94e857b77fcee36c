import type { CopyDestination } from '../../../storage/index.ts';
import type { Targets } from '../actions.ts';
import { splitKey } from './rename-key.ts';

/** Where to, as it is typed. */
export interface DestinationDraft {
  bucket: string;
  /** '' for the top of the bucket; the slash at its end may be left out. */
  folder: string;
  /** Of the one object or folder; several keep theirs. */
  name: string;
}

/** The one thing that is copied, which can get another name. */
export function onlyTarget({ entries, folders }: Targets): string | undefined {
  return entries.length + folders.length === 1 ? (entries[0]?.key ?? folders[0]) : undefined;
}

export function firstDraft(targets: Targets, bucket: string, folder: string): DestinationDraft {
  const only = onlyTarget(targets);
  return { bucket, folder, name: only === undefined ? '' : splitKey(only).name };
}

/** What becomes of the keys; `prefix` is the folder that is open, which is not copied along. */
export function destinationOf(
  { bucket, folder, name }: DestinationDraft,
  targets: Targets,
  prefix: string,
): CopyDestination {
  const place = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
  const only = onlyTarget(targets);
  if (only === undefined) return { bucket, strip: prefix, prepend: place };
  return { bucket, strip: only, prepend: `${place}${name}${splitKey(only).end}` };
}

export type FolderProblem = 'leading-slash';

/** A slash in front makes a folder without a name, which is hardly what is meant. */
export function folderProblem(folder: string): FolderProblem | undefined {
  return folder.startsWith('/') ? 'leading-slash' : undefined;
}

/** What was moved out of the listing: the keys, and the folders of which nothing is left behind. */
export function goneFrom(
  moved: readonly string[],
  folders: readonly string[],
  left: readonly string[],
): { keys: ReadonlySet<string>; folders: ReadonlySet<string> } {
  return {
    keys: new Set(moved),
    folders: new Set(folders.filter((folder) => !left.some((key) => key.startsWith(folder)))),
  };
}
