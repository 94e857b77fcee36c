import type { BucketEvent, ObjectEntry } from '../../../storage/index.ts';

export interface ListChanges {
  arrived: ObjectEntry[];
  gone: ReadonlySet<string>;
  /** The events do not say all that a listing would show now. */
  asksAgain: boolean;
}

const writes = ['Put', 'Post', 'Copy', 'CompleteMultipartUpload'];

/** What a listing shows otherwise after these events, which are in the order in which they happened. */
export function changesOf(events: readonly BucketEvent[]): ListChanges {
  const arrived = new Map<string, ObjectEntry>();
  const gone = new Set<string>();
  let asksAgain = false;
  for (const { name, key, size, time, etag = '', versionId } of events) {
    const [, family, what = ''] = name.split(':');
    if (family === 'ObjectCreated' && writes.includes(what) && size !== undefined) {
      gone.delete(key);
      arrived.set(key, { key, size, lastModified: time, etag });
    } else if (family === 'ObjectRemoved' && isOfTheObject(what, versionId)) {
      arrived.delete(key);
      gone.add(key);
      // Its folder may be empty now.
      asksAgain ||= key.includes('/');
    } else asksAgain ||= what !== 'NoOP';
  }
  return { arrived: [...arrived.values()], gone, asksAgain };
}

/** A single version that goes may leave another one in the listing. */
const isOfTheObject = (what: string, versionId: string | undefined) =>
  what === 'DeleteMarkerCreated' || (what === 'Delete' && versionId === undefined);
