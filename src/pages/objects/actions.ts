import type { ObjectEntry } from '../../storage/index.ts';
import { type ListRows, rowCount } from './listing/list-state.ts';

export interface Chosen {
  entries: ObjectEntry[];
  folders: string[];
  /** Of the objects; what is in the folders is not known before it is listed. */
  bytes: number;
}

export function chosenOf(rows: ListRows, keys: ReadonlySet<string>): Chosen {
  if (keys.size === 0) return { entries: [], folders: [], bytes: 0 };
  const all = keys.size === rowCount(rows);
  const entries = all ? [...rows.entries] : rows.entries.filter((entry) => keys.has(entry.key));
  const folders = all ? [...rows.folders] : rows.folders.filter((prefix) => keys.has(prefix));
  return { entries, folders, bytes: entries.reduce((sum, entry) => sum + entry.size, 0) };
}

/** Why an action on what is chosen is not to be had. */
export type ActionReason = 'one-object-only' | 'no-folders' | 'no-links';

/** Download and Link are for one object, by a signed link; Delete takes anything. */
export function linkReason(
  { entries, folders }: Pick<Chosen, 'entries' | 'folders'>,
  canPresign: boolean,
): ActionReason | undefined {
  if (!canPresign) return 'no-links';
  if (folders.length > 0) return 'no-folders';
  return entries.length === 1 ? undefined : 'one-object-only';
}
