import { describe, expect, it } from 'vitest';
import { StorageError, type StorageErrorCode } from '../../../storage/index.ts';
import { hasOnlyVersions, headFailure, replacesWhatWasRead } from './head-failure.ts';

describe('headFailure', () => {
  it.each<[StorageErrorCode, string | undefined, ReturnType<typeof headFailure>]>([
    ['no-such-key', undefined, { kind: 'gone' }],
    ['no-such-key', 'v', { kind: 'version-gone' }],
    ['no-such-version', 'v', { kind: 'version-gone' }],
    ['delete-marker', 'v', { kind: 'delete-marker' }],
    ['access-denied', undefined, { kind: 'denied', permission: 's3:GetObject' }],
    ['access-denied', 'v', { kind: 'denied', permission: 's3:GetObjectVersion' }],
    ['customer-key-needed', undefined, { kind: 'customer-key', state: 'needed' }],
    ['customer-key-wrong', 'v', { kind: 'customer-key', state: 'wrong' }],
    ['customer-key-refused', undefined, { kind: 'customer-key', state: 'refused' }],
    ['network', undefined, { kind: 'other' }],
    ['no-such-bucket', undefined, { kind: 'other' }],
  ])('%s, version %s', (code, versionId, failure) => {
    const read = headFailure(new StorageError(code), versionId);
    expect(read).toEqual(failure);
    expect(replacesWhatWasRead(read)).toBe(failure.kind !== 'other');
  });

  it('knows what was deleted from what never was', () => {
    const deleted = headFailure(new StorageError('no-such-key', { deleteMarker: true }), undefined);
    expect(deleted).toEqual({ kind: 'deleted' });
    expect(hasOnlyVersions(deleted)).toBe(true);
    expect(hasOnlyVersions({ kind: 'gone' })).toBe(false);
  });

  it('names no permission of S3 where files are plain', () => {
    expect(headFailure(new StorageError('access-denied'), undefined, true)).toEqual({ kind: 'other' });
    expect(headFailure(new StorageError('no-such-key'), undefined, true)).toEqual({ kind: 'gone' });
  });

  it('makes nothing of a fault of the page', () => {
    expect(headFailure(new TypeError('x'), undefined)).toEqual({ kind: 'other' });
  });
});
