import { expect, test } from 'vitest';
import { isLoopback, StorageError } from '../../../../storage/index.ts';
import { keyTravels, lockState } from './lock-state.ts';

const document = (value: { kept: [] } | undefined) => ({ value, revision: '', text: '' });

test.each([
  [undefined, undefined, { state: 'reading' }],
  [document({ kept: [] }), undefined, { state: 'on' }],
  [document(undefined), undefined, { state: 'none' }],
  [
    undefined,
    new StorageError('not-supported', { status: 501, serviceCode: 'NotImplemented' }),
    { state: 'unavailable', reason: '501 NotImplemented on GET ?object-lock' },
  ],
  [
    undefined,
    new StorageError('access-denied', { status: 403, serviceCode: 'AccessDenied' }),
    { state: 'unknown', reason: '403 AccessDenied on GET ?object-lock' },
  ],
])('object lock by %j and %s', (read, error, state) => {
  expect(lockState(read, error)).toEqual(state);
});

test.each([
  ['https://s3.example.com', 'safely'],
  ['http://127.0.0.1:9000', 'locally'],
  ['http://localhost:9000/path', 'locally'],
  ['http://s3.example.com', 'in-the-clear'],
  ['http://10.0.0.7:9000', 'in-the-clear'],
])('a key to %s goes %s', (endpoint, how) => {
  expect(keyTravels(endpoint, isLoopback)).toBe(how);
});
