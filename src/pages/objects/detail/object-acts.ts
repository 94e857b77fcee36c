import type { ObjectHead, StorageDriver } from '../../../storage/index.ts';
import type { Offers } from '../offers.ts';

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
  storage: Pick<StorageDriver, 'presign' | 'select'> & { objects: Pick<StorageDriver['objects'], 'plain'> };
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
  // What has a public address and nothing else is saved by the page.
  if (act === 'download') return storage.presign || keyed || storage.objects.plain ? undefined : 'no-links';
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

const isOffered: Record<DrawerAct, (offers: Offers) => boolean> = {
  download: () => true,
  // Without links a download is saved by the page anyway.
  save: ({ links }) => links,
  share: ({ links }) => links,
  query: ({ query }) => query,
  copy: ({ copy }) => copy,
  move: ({ copy }) => copy,
  rename: ({ copy }) => copy,
  edit: ({ copy }) => copy,
  delete: () => true,
};

/** Those that the connection has: with a button of their own, and the others, for the menu beside them. */
export function shownActs(
  narrow: boolean,
  queryable: boolean,
  offers: Offers,
): { buttons: readonly DrawerAct[]; menu: readonly DrawerAct[] } {
  const acts = drawerActs.filter((act) => isOffered[act](offers));
  // Few enough for all of them.
  if (acts.length <= 2) return { buttons: acts, menu: [] };
  const first: readonly DrawerAct[] = narrow
    ? ['download', 'share']
    : queryable
      ? ['download', 'share', 'query', 'copy', 'delete']
      : ['download', 'share', 'copy', 'move', 'delete'];
  return {
    buttons: first.filter((act) => acts.includes(act)),
    menu: acts.filter((act) => !first.includes(act)),
  };
}
