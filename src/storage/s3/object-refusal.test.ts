import { describe, expect, it } from 'vitest';
import { StorageError, type StorageErrorCode } from '../errors.ts';
import { readRefusal } from './object-refusal.ts';

const key = new Uint8Array(32);

interface Case {
  code: StorageErrorCode;
  status: number;
  serviceCode?: string;
  versionId?: string;
  customerKey?: Uint8Array;
  only?: boolean;
  is: StorageErrorCode;
}

describe('readRefusal', () => {
  it.each<Case>([
    // A key of one's own: missing, wrong, not wanted.
    { code: 'invalid-argument', status: 400, serviceCode: 'InvalidRequest', is: 'customer-key-needed' },
    { code: 'invalid-argument', status: 400, serviceCode: 'InvalidArgument', is: 'customer-key-needed' },
    {
      code: 'invalid-argument',
      status: 400,
      serviceCode: 'InvalidRequest',
      versionId: 'v',
      is: 'customer-key-needed',
    },
    { code: 'access-denied', status: 403, customerKey: key, is: 'customer-key-wrong' },
    {
      code: 'access-denied',
      status: 403,
      serviceCode: 'AccessDenied',
      customerKey: key,
      is: 'customer-key-wrong',
    },
    {
      code: 'invalid-argument',
      status: 400,
      serviceCode: 'InvalidRequest',
      customerKey: key,
      is: 'customer-key-refused',
    },
    {
      code: 'signature-mismatch',
      status: 403,
      serviceCode: 'SignatureDoesNotMatch',
      customerKey: key,
      is: 'signature-mismatch',
    },
    { code: 'access-denied', status: 403, is: 'access-denied' },
    // Nothing to tell them apart by.
    { code: 'invalid-argument', status: 400, is: 'invalid-argument' },
    {
      code: 'invalid-argument',
      status: 400,
      serviceCode: 'InvalidArgument',
      only: false,
      is: 'invalid-argument',
    },
    {
      code: 'invalid-argument',
      status: 400,
      serviceCode: 'InvalidArgument',
      customerKey: key,
      is: 'invalid-argument',
    },
    { code: 'invalid-argument', status: 416, serviceCode: 'InvalidRange', is: 'invalid-argument' },
    // Versions.
    { code: 'no-such-key', status: 404, versionId: 'v', is: 'no-such-version' },
    { code: 'no-such-key', status: 404, serviceCode: 'NoSuchKey', versionId: 'v', is: 'no-such-key' },
    { code: 'no-such-version', status: 404, serviceCode: 'NoSuchVersion', is: 'no-such-version' },
    { code: 'no-such-key', status: 404, is: 'no-such-key' },
    {
      code: 'invalid-argument',
      status: 400,
      serviceCode: 'InvalidArgument',
      versionId: 'nonsense',
      is: 'no-such-version',
    },
    {
      code: 'not-supported',
      status: 405,
      serviceCode: 'MethodNotAllowed',
      versionId: 'v',
      is: 'delete-marker',
    },
    { code: 'not-supported', status: 405, versionId: 'v', is: 'delete-marker' },
    { code: 'not-supported', status: 405, is: 'not-supported' },
  ])('$status $serviceCode, version $versionId, key $customerKey: $is', ({ is, only, ...about }) => {
    const { code, status, serviceCode, ...asked } = about;
    const error = new StorageError(code, { status, serviceCode, requestId: 'R', deleteMarker: true });
    expect(readRefusal(error, { ...asked }, only)).toMatchObject({
      code: is,
      status,
      serviceCode,
      requestId: 'R',
      deleteMarker: true,
    });
  });
});
