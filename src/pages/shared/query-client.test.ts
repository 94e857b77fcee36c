import { expect, test } from 'vitest';
import { StorageError } from '../../storage/index.ts';
import type { OpenConnection } from './connections.ts';
import { applyRetries, createQueryClient, shouldRetry } from './query-client.ts';
import { queryKeys } from './query-keys.ts';

test.each([
  [0, new StorageError('too-busy', { retryable: true }), true],
  [1, new StorageError('server-error', { retryable: true }), true],
  [2, new StorageError('server-error', { retryable: true }), false],
  [0, new StorageError('access-denied'), false],
  [0, new Error('a fault of the page'), false],
])('after %i failures with %s: %s', (failures, error, again) => {
  expect(shouldRetry(failures, error)).toBe(again);
});

test('a connection has the retries of its profile', () => {
  const queryClient = createQueryClient();
  const busy = new StorageError('too-busy', { retryable: true });
  const profile = { name: '', protocol: 's3', endpoint: '', region: '', addressing: 'path' } as const;
  const storage = {} as OpenConnection['storage'];
  applyRetries(queryClient, [
    { connectionId: 'patient', profile: { ...profile, retries: 4 }, storage, bucketNames: [] },
    { connectionId: 'usual', profile, storage, bucketNames: [] },
  ]);
  const retryOf = (id: string) => queryClient.getQueryDefaults(queryKeys.connection(id)).retry;
  const triesOf = (id: string) => {
    const retry = retryOf(id);
    return typeof retry === 'function' ? [1, 2, 3, 4].filter((failures) => retry(failures, busy)) : [];
  };
  expect(triesOf('patient')).toEqual([1, 2, 3]);
  expect(triesOf('usual')).toEqual([1]);
});
