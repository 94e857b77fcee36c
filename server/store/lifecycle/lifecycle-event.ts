import type { EventSource } from '../events/store-event.ts';
import { ownerId, type Profile } from '../http/call.ts';
import type { Decision } from './decide.ts';

/** The store did it, at nobody's request. */
export const lifecycleSource: EventSource = {
  requestId: '',
  principalId: ownerId,
  address: '',
  userAgent: 'lifecycle',
};

/**
 * What the event of a decision is called. MinIO calls most of what its lifecycle does as if a person had done it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
export function lifecycleEventName(
  { action, cause }: Pick<Decision, 'action' | 'cause'>,
  profile: Profile,
  madeMarker: boolean,
): string {
  if (cause === 'delete-marker-days') return 's3:LifecycleDelMarkerExpiration:Delete';
  if (cause === 'all-versions') return 's3:ObjectRemoved:DeleteAllVersions';
  const removal = action === 'expire' && madeMarker ? 'DeleteMarkerCreated' : 'Delete';
  return `${profile === 'minio' ? 's3:ObjectRemoved' : 's3:LifecycleExpiration'}:${removal}`;
}
