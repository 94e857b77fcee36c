import { type ListRows, rowCount } from './listing/list-state.ts';
import { isVersion, type ListedEntry, type ListedVersion, rowId } from './listing/listed-entry.ts';
import { maxLinks } from './share/link-list.ts';

export interface Chosen {
  entries: ListedEntry[];
  folders: string[];
  /** Of the objects; what is in the folders is not known before it is listed. */
  bytes: number;
}

/** What an action is about. */
export type Targets = Pick<Chosen, 'entries' | 'folders'>;

/** `ids` are those of rows. */
export function chosenOf(rows: ListRows, ids: ReadonlySet<string>): Chosen {
  if (ids.size === 0) return { entries: [], folders: [], bytes: 0 };
  const all = ids.size === rowCount(rows);
  const entries = all ? [...rows.entries] : rows.entries.filter((entry) => ids.has(rowId(entry)));
  const folders = all ? [...rows.folders] : rows.folders.filter((prefix) => ids.has(prefix));
  return { entries, folders, bytes: entries.reduce((sum, entry) => sum + entry.size, 0) };
}

/** Why an action on what is chosen is not to be had. */
export type ActionReason =
  | 'no-folders'
  | 'no-folder-access'
  | 'no-links'
  | 'too-many-links'
  | 'one-only'
  | 'not-supported'
  | 'one-version'
  | 'is-marker'
  | 'is-latest'
  | 'no-markers';

/** One object by the browser or by the page; more than one, and folders, where the page may write to a folder. */
export function downloadReason(
  { entries, folders }: Targets,
  canPickFolder: boolean,
): ActionReason | undefined {
  if (entries.some(({ isDeleteMarker }) => isDeleteMarker)) return 'is-marker';
  const isOne = entries.length === 1 && folders.length === 0;
  return isOne || canPickFolder ? undefined : 'no-folder-access';
}

/** One link, or a list of them; folders and delete markers have none. */
export function shareReason({ entries, folders }: Targets, canPresign: boolean): ActionReason | undefined {
  if (!canPresign) return 'no-links';
  if (folders.length > 0 || entries.length === 0) return 'no-folders';
  if (entries.some(({ isDeleteMarker }) => isDeleteMarker)) return 'is-marker';
  return entries.length > maxLinks ? 'too-many-links' : undefined;
}

/** A new name is for one thing, a folder too. */
export function renameReason({ entries, folders }: Targets): ActionReason | undefined {
  return entries.length + folders.length === 1 ? undefined : 'one-only';
}

export const versionsOf = ({ entries }: Targets): ListedVersion[] => entries.filter(isVersion);

/** One version that has bytes: delete markers have none. */
export function readVersionReason({ entries, folders }: Targets): ActionReason | undefined {
  const [first] = entries;
  if (!first || entries.length > 1 || folders.length > 0) return 'one-version';
  return first.isDeleteMarker ? 'is-marker' : undefined;
}

export function restoreReason(targets: Targets): ActionReason | undefined {
  return readVersionReason(targets) ?? (targets.entries[0]?.isLatest ? 'is-latest' : undefined);
}

/** Takes back that an object was deleted: of chosen markers, those that hide their object now. */
export const undeletable = (targets: Targets): ListedVersion[] =>
  versionsOf(targets).filter(({ isDeleteMarker, isLatest }) => isDeleteMarker && isLatest);
