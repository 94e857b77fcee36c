/** Kinds of events to listen to, by the names that a server with listening knows: MinIO's. */
export const listenedEvents = {
  created: ['s3:ObjectCreated:*'],
  removed: ['s3:ObjectRemoved:*'],
  accessed: ['s3:ObjectAccessed:*'],
  lifecycle: ['s3:LifecycleDelMarkerExpiration:Delete', 's3:ObjectRestore:*', 's3:ObjectTransition:*'],
  replication: ['s3:Replication:*'],
} as const;
export type ListenedGroup = keyof typeof listenedEvents;

export const listenedGroups = Object.keys(listenedEvents) as ListenedGroup[];

const usual: readonly ListenedGroup[] = ['created', 'removed'];

/** From the address; what it names and nobody knows is left out. */
export function parseGroups(text: string | undefined): readonly ListenedGroup[] {
  const named = (text ?? '').split(',');
  const groups = listenedGroups.filter((group) => named.includes(group));
  return groups.length > 0 ? groups : usual;
}

/** For the address: nothing for the usual ones. */
export function printGroups(groups: readonly ListenedGroup[]): string | undefined {
  const text = listenedGroups.filter((group) => groups.includes(group)).join(',');
  return text === usual.join(',') ? undefined : text;
}
