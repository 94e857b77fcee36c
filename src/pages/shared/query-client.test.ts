import { expect, test } from 'vitest';
import { StorageError } from '../../storage/index.ts';
import { shouldRetry } from './query-client.ts';

test.each([
  [0, new StorageError('too-busy', { retryable: true }), true],
  [1, new StorageError('server-error', { retryable: true }), true],
  [2, new StorageError('server-error', { retryable: true }), false],
  [0, new StorageError('access-denied'), false],
  [0, new Error('a fault of the page'), false],
])('after %i failures with %s: %s', (failures, error, again) => {
  expect(shouldRetry(failures, error)).toBe(again);
});
