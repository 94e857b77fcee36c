import type { Access } from './access.ts';
import { accessDenied } from './open-access.ts';

/**
 * Of all buckets those that ListBuckets shows: to the owner all, to others those that a policy lets them list.
 * AccessDenied where that is none, and for anonymous requests whatever the policies say.
 */
export function visibleBuckets<T extends { name: string }>(access: Access, buckets: Iterable<T>): T[] {
  if (access.accessKeyId === undefined) throw accessDenied();
  const all = [...buckets];
  if (access.allows({ action: 's3:ListAllMyBuckets', bucket: '' })) return all;
  const visible = all.filter(({ name }) => access.allows({ action: 's3:ListBucket', bucket: name }));
  if (visible.length === 0) throw accessDenied();
  return visible;
}
