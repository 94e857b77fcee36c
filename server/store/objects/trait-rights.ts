import type { Call } from '../http/call.ts';
import type { ObjectTraits } from '../metadata/records.ts';

/** Who may write an object may not yet lock or tag it. */
export function requireTraitRights(
  { access, bucket, key }: Pick<Call, 'access' | 'bucket' | 'key'>,
  traits: ObjectTraits,
): void {
  const { retention, legalHold } = traits.lock ?? {};
  if (retention !== undefined) access.require({ action: 's3:PutObjectRetention', bucket, key });
  if (legalHold !== undefined) access.require({ action: 's3:PutObjectLegalHold', bucket, key });
  if (traits.tags !== undefined) access.require({ action: 's3:PutObjectTagging', bucket, key });
}
