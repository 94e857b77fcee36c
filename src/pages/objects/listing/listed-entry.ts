import type { ObjectEntry, VersionMarker, VersionRef } from '../../../storage/index.ts';

/** A row's object, or one version of it where versions are listed. */
export interface ListedEntry extends ObjectEntry {
  versionId?: string;
  isLatest?: boolean;
  isDeleteMarker?: boolean;
}

/** A page of either listing. */
export interface ListedPage {
  entries: ListedEntry[];
  prefixes: string[];
  next?: string | VersionMarker;
}

/** What the pages were listed with: `prefix` includes the search, `flat` means without delimiter. */
export interface Listed {
  prefix: string;
  flat: boolean;
  versions?: boolean;
  meta?: boolean;
  /** The list begins at this key, or at the first one after it. */
  after?: string;
}

export type ListedVersion = ListedEntry & VersionRef;

export const isVersion = (entry: ListedEntry): entry is ListedVersion => entry.versionId !== undefined;

/** Names a row: the key, and the version where there are several of a key. A version id holds no NUL. */
export function rowId({ key, versionId }: Pick<ListedEntry, 'key' | 'versionId'>): string {
  return versionId === undefined ? key : `${key}\u0000${versionId}`;
}

/** Whether they name the same: no text is made for it, for lists of many rows. */
export function isRow({ key, versionId }: Pick<ListedEntry, 'key' | 'versionId'>, id: string): boolean {
  if (versionId === undefined) return key === id;
  return (
    id.length === key.length + versionId.length + 1 &&
    id.startsWith(key) &&
    id.charCodeAt(key.length) === 0 &&
    id.endsWith(versionId)
  );
}

/** Beginning and end of a list that is named by its place: what another place has nothing to do with. */
export function sameList(a: Listed, b: Listed): boolean {
  return (
    a.flat === b.flat &&
    (a.versions ?? false) === (b.versions ?? false) &&
    (a.meta ?? false) === (b.meta ?? false) &&
    a.after === b.after
  );
}
