import type { WantProfile } from '../connection.ts';
import type { Credentials } from '../credentials.ts';
import type { UploadPolicyOperations } from '../driver.ts';
import { StorageError } from '../errors.ts';
import { parsePolicy, printPolicy, valuesOf } from './upload-policy.ts';
import { signUploadToken } from './upload-token.ts';

/** Tokens: made by the keys at hand, or the one that was given. */
export function policyOperations(
  { accessKeyId, keyType, endpoint, tokenPolicy }: WantProfile,
  { secretAccessKey, uploadToken: token }: Credentials,
): UploadPolicyOperations {
  const about = { accessKeyId, keyType, endpoint };
  if (token !== undefined) {
    const text = tokenPolicy ?? '';
    // One that is over is shown all the same.
    const { policy } = parsePolicy(valuesOf(text), Number.NEGATIVE_INFINITY);
    return {
      ...about,
      pasted: { policy, text, token },
      sign() {
        throw new StorageError('not-supported');
      },
    };
  }
  return {
    ...about,
    sign(policy) {
      const text = printPolicy(policy);
      return { text, token: signUploadToken({ type: keyType, accessKeyId, secretAccessKey }, text) };
    },
  };
}
