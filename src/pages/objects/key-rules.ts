/** Why a key cannot be stored: S3's limits, and the two segments that URLs and servers resolve away. */
export type KeyProblem = 'empty' | 'too-long' | 'dot-segment' | 'not-unicode';

const maxKeyBytes = 1024;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export function keyProblem(key: string): KeyProblem | undefined {
  if (key === '') return 'empty';
  if (/\p{Surrogate}/u.test(key)) return 'not-unicode'; // half a character: UTF-8 cannot carry it
  if (key.split('/').some((segment) => segment === '.' || segment === '..')) return 'dot-segment';
  if (new TextEncoder().encode(key).length > maxKeyBytes) return 'too-long';
  return undefined;
}
