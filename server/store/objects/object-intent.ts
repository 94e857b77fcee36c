import { describeEncryption, type EncryptionKey } from '../encryption/object-encryption.ts';
import { requestedEncryption } from '../encryption/requested-encryption.ts';
import type { Call } from '../http/call.ts';
import { describeObject } from '../http/object-headers.ts';
import { requestedLock } from '../lock/requested-lock.ts';
import type { ObjectDescription, ObjectTraits } from '../metadata/records.ts';
import { findSetting } from '../metadata/settings.ts';
import { parseTaggingHeader } from '../tagging/tags.ts';

/** What a request says of the object that it makes, beside its bytes. */
export interface ObjectIntent {
  description: ObjectDescription;
  traits: ObjectTraits;
  /** What the bytes are to be encrypted with. */
  encryptionKey: EncryptionKey | undefined;
}

/** Read from the headers and checked against the bucket's settings. A form passes its fields as headers. */
export function objectIntent({
  headers,
  bucket,
  metadata: { tables },
  isPrivate,
  now,
  profile,
}: Pick<Call, 'headers' | 'bucket' | 'metadata' | 'isPrivate' | 'now' | 'profile'>): ObjectIntent {
  const hasLock = findSetting(tables, bucket, 'object-lock') !== undefined;
  const tagging = headers.get('x-amz-tagging');
  const encryptionKey = requestedEncryption(headers, findSetting(tables, bucket, 'encryption'), isPrivate);
  const traits: ObjectTraits = {
    tags: tagging === undefined ? undefined : parseTaggingHeader(tagging, profile),
    lock: requestedLock(headers, hasLock, now()),
    encryption: describeEncryption(encryptionKey),
  };
  return { description: describeObject(headers), traits, encryptionKey };
}
