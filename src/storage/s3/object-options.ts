import SparkMD5 from 'spark-md5';
import { StorageError } from '../errors.ts';
import type { CopyInput } from '../object-operations.ts';
import type { Tag } from '../settings/setting-types.ts';
import type { Encryption, ObjectProperties, Retention, WriteOptions } from '../types.ts';
import { encodeMetadata } from './metadata-text.ts';

/** A key of one's own as the SDK takes it and its MD5. */
function customerKeyFields(key: Uint8Array) {
  if (key.length !== 32) throw new StorageError('invalid-argument');
  return {
    SSECustomerAlgorithm: 'AES256',
    SSECustomerKey: base64(key),
    SSECustomerKeyMD5: btoa(SparkMD5.ArrayBuffer.hash(bufferOf(key), true)),
  } as const;
}

/** For reads, parts and the end of a multipart upload. */
export const customerKeyInput = (key: Uint8Array | undefined) => (key ? customerKeyFields(key) : {});

/** For what is copied from. */
export function copySourceKeyInput(key: Uint8Array | undefined) {
  if (!key) return {};
  const fields = customerKeyFields(key);
  return {
    CopySourceSSECustomerAlgorithm: fields.SSECustomerAlgorithm,
    CopySourceSSECustomerKey: fields.SSECustomerKey,
    CopySourceSSECustomerKeyMD5: fields.SSECustomerKeyMD5,
  };
}

/** The same as headers, for requests that are no command of the SDK. */
export function customerKeyHeaders(key: Uint8Array | undefined): Record<string, string> | undefined {
  if (!key) return undefined;
  const fields = customerKeyFields(key);
  return {
    'x-amz-server-side-encryption-customer-algorithm': fields.SSECustomerAlgorithm,
    'x-amz-server-side-encryption-customer-key': fields.SSECustomerKey,
    'x-amz-server-side-encryption-customer-key-md5': fields.SSECustomerKeyMD5,
  };
}

/** What PutObject, CreateMultipartUpload and CopyObject have in common. */
export function writeInput(options: WriteOptions) {
  return { ...propertiesInput(options), ...placementInput(options) };
}

export function propertiesInput(properties: ObjectProperties) {
  const { metadata } = properties;
  return {
    ContentType: properties.contentType || undefined,
    ContentDisposition: properties.contentDisposition || undefined,
    ContentEncoding: properties.contentEncoding || undefined,
    ContentLanguage: properties.contentLanguage || undefined,
    CacheControl: properties.cacheControl || undefined,
    Expires: properties.expires,
    Metadata:
      metadata &&
      Object.fromEntries(
        Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), encodeMetadata(value)]),
      ),
  };
}

/** What is not of its content: where and how it is kept. */
export function placementInput(
  options: Pick<CopyInput, 'tags' | 'storageClass' | 'encryption' | 'retention' | 'legalHold'>,
) {
  return {
    Tagging: options.tags?.length ? taggingHeader(options.tags) : undefined,
    StorageClass: options.storageClass as 'STANDARD' | undefined,
    ...encryptionInput(options.encryption),
    ...retentionInput(options.retention),
    ObjectLockLegalHoldStatus: options.legalHold ? ('ON' as const) : undefined,
  };
}

function encryptionInput(encryption: Encryption | undefined) {
  switch (encryption?.kind) {
    case undefined:
      return {};
    case 'sse-s3':
      return { ServerSideEncryption: 'AES256' as const };
    case 'sse-kms':
      return { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: encryption.keyId };
    case 'sse-c':
      return customerKeyFields(encryption.customerKey);
  }
}

const retentionInput = (retention: Retention | undefined) =>
  retention && { ObjectLockMode: retention.mode, ObjectLockRetainUntilDate: retention.until };

const taggingHeader = (tags: readonly Tag[]) =>
  tags.map(({ key, value }) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&');

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

const bufferOf = (bytes: Uint8Array) => new Uint8Array(bytes).buffer as ArrayBuffer;
