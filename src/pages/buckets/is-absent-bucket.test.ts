import { expect, test } from 'vitest';
import { type StorageDriver, StorageError } from '../../storage/index.ts';
import { isAbsentBucket } from './is-absent-bucket.ts';

const withHead = (head: () => Promise<'exists' | 'absent' | 'denied'>) =>
  ({ buckets: { head } }) as unknown as StorageDriver;

/** Lists one page, or fails with this code. */
const withList = (code?: 'no-such-bucket' | 'network') =>
  ({
    objects: {
      async *list() {
        if (code) throw new StorageError(code);
        yield { entries: [], prefixes: [] };
      },
    },
  }) as unknown as StorageDriver;

test.each([
  ['a head that says so', withHead(async () => 'absent'), true],
  ['a head that finds it', withHead(async () => 'exists'), false],
  ['a head that is refused', withHead(async () => 'denied'), false],
  ['a head without an answer', withHead(() => Promise.reject(new StorageError('network'))), false],
  ['a list of nothing', withList(), false],
  ['a list without a bucket', withList('no-such-bucket'), true],
  ['a list without an answer', withList('network'), false],
])('%s', async (_name, storage, absent) => {
  expect(await isAbsentBucket(storage, 'b')).toBe(absent);
});
