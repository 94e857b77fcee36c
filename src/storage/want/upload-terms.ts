import { StorageError } from '../errors.ts';
import type { WriteOptions } from '../types.ts';
import { printPolicy, valuesOf } from './upload-policy.ts';

/** What an upload is made under. */
export interface UploadTerms {
  /** JSON text: what is signed, or what somebody else has signed. */
  policy: string;
  vars?: Record<string, string>;
}

/** Who signs: the keys at hand, by this clock, or somebody else, by whose policy every upload goes. */
export interface Signatory {
  tokenPolicy?: string;
  now: () => number;
}

/** What is signed for one upload of our own lasts as long as a large file may take. */
const ownPolicyLasts = 24 * 3600_000;

/** The terms that were given, or what this one object needs. */
export function uploadTerms(
  { tokenPolicy, now }: Signatory,
  bucket: string,
  { uploadPolicy }: Pick<WriteOptions, 'uploadPolicy'>,
): UploadTerms {
  const own = () => printPolicy({ namespace: bucket, expiration: now() + ownPolicyLasts, insertOnly: 0 });
  return {
    policy: tokenPolicy ?? uploadPolicy?.text ?? own(),
    vars: uploadPolicy?.variables,
  };
}

/**
 * The same, of what is about to begin. `answer-elsewhere` where the policy has a `returnUrl`: browsers follow it unseen,
 * so that nothing could tell whether the file was stored. `not-supported` for what Want cannot keep beside a file.
 */
export function termsToBegin(signatory: Signatory, bucket: string, write: WriteOptions): UploadTerms {
  const terms = uploadTerms(signatory, bucket, write);
  const { returnUrl } = valuesOf(terms.policy);
  if (typeof returnUrl === 'string' && returnUrl !== '') throw new StorageError('answer-elsewhere');
  const { uploadPolicy: _, contentType: __, metadata: ___, ...others } = write;
  if (Object.values(others).some(isGiven)) throw new StorageError('not-supported');
  return terms;
}

/** With the policy's word that nothing is overwritten. `not-supported` where it is not ours to sign and allows it. */
export function keepingTerms(terms: UploadTerms, { tokenPolicy }: Signatory): UploadTerms {
  const values = valuesOf(terms.policy);
  if (Number(values.insertOnly) === 1) return terms;
  if (tokenPolicy !== undefined) throw new StorageError('not-supported');
  return { ...terms, policy: JSON.stringify({ ...values, insertOnly: 1 }) };
}

const isGiven = (value: unknown) =>
  value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0);
