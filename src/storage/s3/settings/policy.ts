import { StorageError } from '../../errors.ts';
import { canonicalPolicy } from '../../policy/same-policy.ts';
import type { SettingDefinition } from './define-setting.ts';

/** API: GetBucketPolicy, PutBucketPolicy, DeleteBucketPolicy. The value is the JSON text, as it came. */
export const policy: SettingDefinition<'policy'> = {
  name: 'policy',
  missingCodes: ['NoSuchBucketPolicy'],
  contentType: 'application/json',
  removal: 'delete',
  parse(text) {
    // A server that does not know policies answers with a listing.
    if (text.trimStart().startsWith('<')) throw new StorageError('not-supported');
    return text;
  },
  // Servers write it in their own form, MinIO in another order each time that it is asked.
  revisionOf: canonicalPolicy,
  print: (text) => text,
};
