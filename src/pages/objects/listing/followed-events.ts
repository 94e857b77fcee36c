import type { BucketEvent, ObjectEntry, VersionRef } from '../../../storage/index.ts';
import { type ListedVersion, rowId } from './listed-entry.ts';

export interface ListChanges {
  arrived: ObjectEntry[];
  gone: ReadonlySet<string>;
  /** The same for lists of versions: what came, then what has gone for ever. */
  versions: ListedVersion[];
  goneVersions: VersionRef[];
  /** The events do not say all that a listing would show now. */
  asksAgain: boolean;
}

const writes = ['Put', 'Post', 'Copy', 'CompleteMultipartUpload'];

/** What a listing shows otherwise after these events, which are in the order in which they happened. */
export function changesOf(events: readonly BucketEvent[]): ListChanges {
  const arrived = new Map<string, ObjectEntry>();
  const gone = new Set<string>();
  const versions: ListedVersion[] = [];
  const goneVersions = new Map<string, VersionRef>();
  let asksAgain = false;
  for (const { name, key, size, time, etag = '', versionId } of events) {
    // Without one: versioning is off.
    const version = { key, versionId: versionId || 'null', lastModified: time, isLatest: true };
    const [, family, what = ''] = name.split(':');
    if (family === 'ObjectCreated' && writes.includes(what) && size !== undefined) {
      gone.delete(key);
      arrived.set(key, { key, size, lastModified: time, etag });
      goneVersions.delete(rowId(version));
      versions.push({ ...version, size, etag });
    } else if (family === 'ObjectRemoved' && isOfTheObject(what, versionId)) {
      arrived.delete(key);
      gone.add(key);
      if (what === 'Delete') goneVersions.set(rowId(version), { key, versionId: version.versionId });
      else versions.push({ ...version, size: 0, etag: '', isDeleteMarker: true });
      // Its folder may be empty now.
      asksAgain ||= key.includes('/');
    } else {
      if (family === 'ObjectRemoved' && what === 'Delete')
        goneVersions.set(rowId(version), { key, versionId: version.versionId });
      asksAgain ||= what !== 'NoOP';
    }
  }
  return {
    arrived: [...arrived.values()],
    gone,
    versions,
    goneVersions: [...goneVersions.values()],
    asksAgain,
  };
}

/** A single version that goes may leave another one in the listing. */
const isOfTheObject = (what: string, versionId: string | undefined) =>
  what === 'DeleteMarkerCreated' || (what === 'Delete' && versionId === undefined);
