import { describe, expect, it } from 'vitest';
import { StorageError } from '../../../storage/index.ts';
import { unavailableReason } from './unavailable-reason.ts';

describe('why a feature is not available', () => {
  it.each([
    [
      new StorageError('not-supported', { status: 501, serviceCode: 'NotImplemented' }),
      '501 NotImplemented on GET ?cors',
    ],
    [new StorageError('not-supported', { status: 405 }), '405 on GET ?cors'],
    [
      new StorageError('not-supported', { serviceCode: 'ListBucketResult' }),
      '<ListBucketResult> on GET ?cors',
    ],
    [new StorageError('not-supported'), 'GET ?cors'],
    [new TypeError('broken'), 'GET ?cors'],
  ])('%s', (error, reason) => {
    expect(unavailableReason(error, 'GET ?cors')).toBe(reason);
  });
});
