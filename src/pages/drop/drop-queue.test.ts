import { expect, test } from 'vitest';
import { type FormTerms, StorageError, type StoredBytes } from '../../storage/index.ts';
import type { CheckedFile } from './check-file.ts';
import { createDropQueue, type DropQueue } from './drop-queue.ts';

const prefixed: FormTerms = {
  bucket: 'b',
  key: { prefix: 'in/' },
  size: { min: 0, max: 100 },
  expiresAt: new Date(0),
  fixed: {},
  metadata: {},
};

interface Sending {
  checked: CheckedFile;
  signal: AbortSignal;
  onProgress(sent: number): void;
  finish(stored: Partial<StoredBytes>): void;
  fail(error: unknown): void;
}

/** A queue whose network the test plays. The MD5 of every file is its name. */
function rig(terms = prefixed) {
  const sendings: Sending[] = [];
  const queue = createDropQueue({
    terms,
    atOnce: 2,
    md5: async (file) => file.name,
    post: (checked, _file, { signal, onProgress }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new StorageError('aborted')));
        sendings.push({
          ...{ checked, signal, onProgress },
          finish: (stored) => resolve({ etag: '', etagIsMd5: true, ...stored }),
          fail: reject,
        });
      }),
  });
  return { queue, sendings };
}

const file = (name: string, size = 5) => new File(['x'.repeat(size)], name, { type: 'text/plain' });
const states = (queue: DropQueue) => queue.getSnapshot().map(({ state }) => state);
const kinds = (queue: DropQueue) => states(queue).map(({ kind }) => kind);
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('so many at once, the next as soon as one is done, each with its verdict', async () => {
  const { queue, sendings } = rig();
  queue.add([file('a'), file('b'), file('c')]);
  expect(kinds(queue)).toEqual(['sending', 'sending', 'waiting']);
  expect(sendings.map(({ checked }) => checked.key)).toEqual(['in/a', 'in/b']);
  sendings[0]?.onProgress(3);
  expect(states(queue)[0]).toEqual({ kind: 'sending', sent: 3 });
  sendings[0]?.finish({ etag: 'a' });
  await settled();
  expect(kinds(queue)).toEqual(['stored', 'sending', 'sending']);
  sendings[1]?.finish({ etag: 'secret', etagIsMd5: false });
  sendings[2]?.finish({ etag: 'other bytes' });
  await settled();
  expect(states(queue)).toMatchObject([
    { kind: 'stored', verified: true },
    { kind: 'stored', verified: false },
    { kind: 'failed', error: { code: 'not-verified' } },
  ]);
});

test('what is outside the conditions is refused and not sent', () => {
  const { queue, sendings } = rig();
  queue.add([file('large', 101), file('..'), file('a'), file('a')], ['folder']);
  expect(states(queue)).toMatchObject([
    { kind: 'refused', why: 'too-large' },
    { kind: 'refused', why: 'name' },
    { kind: 'sending' },
    { kind: 'refused', why: 'twice' },
    { kind: 'refused', why: 'folder' },
  ]);
  expect(sendings).toHaveLength(1);
});

test('a failure stays, and its retry goes once more', async () => {
  const { queue, sendings } = rig();
  queue.add([file('a')]);
  sendings[0]?.fail(new StorageError('access-denied'));
  await settled();
  expect(states(queue)).toMatchObject([{ kind: 'failed', error: { code: 'access-denied' } }]);
  queue.retry(1);
  sendings[1]?.finish({ etag: 'a' });
  await settled();
  expect(kinds(queue)).toEqual(['stored']);
  queue.retry(1);
  expect(sendings).toHaveLength(2);
});

test('stored is stored, also where its ETag is hidden', async () => {
  const { queue, sendings } = rig();
  queue.add([file('a')]);
  sendings[0]?.fail(new StorageError('etag-hidden'));
  await settled();
  expect(states(queue)).toEqual([{ kind: 'stored', verified: false }]);
});

test('cancelling reaches the network, and what waits never begins', async () => {
  const { queue, sendings } = rig();
  queue.add([file('a'), file('b'), file('c')]);
  queue.cancel(3);
  queue.cancel(1);
  await settled();
  expect(sendings[0]?.signal.aborted).toBe(true);
  expect(kinds(queue)).toEqual(['cancelled', 'sending', 'cancelled']);
  queue.retry(1);
  expect(kinds(queue)[0]).toBe('sending');
});

test('one key takes one file after the other', async () => {
  const { queue, sendings } = rig({ ...prefixed, key: { exact: 'in/cv' } });
  queue.add([file('a'), file('b')]);
  expect(states(queue)).toMatchObject([{ kind: 'sending' }, { kind: 'refused', why: 'one-only' }]);
  queue.add([file('c')]);
  expect(kinds(queue)).toEqual(['sending', 'refused', 'waiting']);
  sendings[0]?.finish({ etag: 'a' });
  await settled();
  expect(kinds(queue)).toEqual(['stored', 'refused', 'sending']);
});
