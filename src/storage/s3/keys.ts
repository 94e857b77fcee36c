import { StorageError } from '../errors.ts';

/** Whether the text has a UTF-8 form: half of a surrogate pair has none. */
function isWellFormed(text: string): boolean {
  try {
    encodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Throws `key-refused` for a key that cannot be the path of a request sent by a browser. An empty one would address
 * the bucket itself; browsers take `.` and `..` segments out of every URL, however they are written, so that another
 * key would be hit.
 */
export function refuseUnsendableKey(key: string): void {
  const segments = key.split('/');
  if (key === '' || segments.includes('.') || segments.includes('..') || !isWellFormed(key)) {
    throw new StorageError('key-refused');
  }
}

/** The same for the bucket: nothing that would end up as another path. */
export function refuseUnsendableBucket(bucket: string): void {
  if (bucket === '' || bucket === '.' || bucket === '..' || bucket.includes('/') || !isWellFormed(bucket)) {
    throw new StorageError('invalid-bucket-name');
  }
}

/** `/bucket/key?versionId=` as `x-amz-copy-source` wants it; paths of requests are encoded by the SDK, by the same rule. */
export function copySource(bucket: string, key: string, versionId?: string): string {
  const encode = (segment: string) =>
    encodeURIComponent(segment).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  const version = versionId === undefined ? '' : `?versionId=${encode(versionId)}`;
  return `/${encode(bucket)}/${key.split('/').map(encode).join('/')}${version}`;
}

/** Whether XML 1.0 can hold the key: control characters have no form there, not even as entities. */
export function fitsInXml(key: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(key) && isWellFormed(key);
}
