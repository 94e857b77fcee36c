import type { ObjectHead, StorageDriver } from '../../../storage/index.ts';

/** What can be done to the object in the drawer beside what its tabs offer. */
export type ObjectAct = 'download' | 'save' | 'share' | 'copy' | 'move' | 'rename' | 'edit' | 'delete';

/** `query` is a page of its own: a link. */
export type DrawerAct = ObjectAct | 'query';

export const drawerActs = [
  'download',
  'save',
  'share',
  'query',
  'copy',
  'move',
  'rename',
  'edit',
  'delete',
] as const satisfies readonly DrawerAct[];

/** Why an act on the object is not to be had. */
export type ActReason = 'no-links' | 'own-key' | 'current-only' | 'not-queryable' | 'no-queries';

interface ActedOn {
  storage: Pick<StorageDriver, 'presign' | 'select'>;
  /** Absent: the current one. */
  versionId?: string;
  head: Pick<ObjectHead, 'key' | 'contentType' | 'encryption'>;
}

/** Acts that change what the key holds, which an older version has no say in. */
const ofCurrent: readonly DrawerAct[] = ['move', 'rename', 'edit', 'delete'];

export function actReason(act: DrawerAct, { storage, versionId, head }: ActedOn): ActReason | undefined {
  if (versionId !== undefined && ofCurrent.includes(act)) return 'current-only';
  const keyed = head.encryption?.kind === 'sse-c';
  if (act === 'share') return storage.presign ? (keyed ? 'own-key' : undefined) : 'no-links';
  if (act === 'download') return storage.presign || keyed ? undefined : 'no-links';
  if (act !== 'query') return undefined;
  if (!isQueryable(head)) return 'not-queryable';
  return storage.select ? undefined : 'no-queries';
}

const queryableNames = /\.(?:csv|tsv|json|jsonl|ndjson|parquet)(?:\.(?:gz|gzip|bz2))?$/i;
const queryableTypes =
  /^(?:text\/(?:csv|tab-separated-values)|application\/(?:json|x-ndjson|jsonlines|vnd\.apache\.parquet))\s*(?:;|$)/i;

/** Rows that Select reads, by the name or by what the object is said to be. API: SelectObjectContent. */
export function isQueryable({ key, contentType }: Pick<ObjectHead, 'key' | 'contentType'>): boolean {
  return queryableNames.test(key) || queryableTypes.test(contentType ?? '');
}

/** Those with a button of their own; the others are in the menu beside them. */
export function shownActs(narrow: boolean, queryable: boolean): readonly DrawerAct[] {
  if (narrow) return ['download', 'share'];
  return queryable
    ? ['download', 'share', 'query', 'copy', 'delete']
    : ['download', 'share', 'copy', 'move', 'delete'];
}
