import { describe, expect, test } from 'vitest';
import { StorageError } from '../../../storage/index.ts';
import { type BatchResult, countVerdicts, joined, refusedKeys, runEach } from './run-each.ts';

const keys = Array.from({ length: 100 }, (_, index) => `k${index}`);
const quiet = () => ({ stop: new AbortController().signal, onProgress: () => undefined });

function allKeys({ verdicts, left }: BatchResult): string[] {
  return [...verdicts.map(({ key }) => key), ...left];
}

describe('runEach', () => {
  test('does each once, no more than so many at a time, and tells verdicts in the order of the keys', async () => {
    let open = 0;
    let most = 0;
    const result = await runEach(
      keys,
      async (key) => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setTimeout(resolve, key.length % 3));
        open -= 1;
        return key.endsWith('7') ? 'unchanged' : 'changed';
      },
      { ...quiet(), concurrency: 4 },
    );
    expect(most).toBe(4);
    expect(allKeys(result)).toEqual(keys);
    expect(result.ended).toEqual({ by: 'end' });
    expect(countVerdicts(result)).toEqual({ changed: 90, unchanged: 10, refused: 0, left: 0 });
  });

  test('a refusal is the verdict on its key alone', async () => {
    const denied = new StorageError('access-denied', { status: 403 });
    const progress: number[] = [];
    const result = await runEach(
      keys,
      async (key) => {
        if (key === 'k3') throw denied;
        return 'changed';
      },
      { ...quiet(), onProgress: ({ refused }) => progress.push(refused) },
    );
    expect(result.verdicts[3]).toEqual({ key: 'k3', outcome: 'refused', error: denied });
    expect(refusedKeys(result)).toEqual(['k3']);
    expect(progress.at(-1)).toBe(1);
    expect(result.ended).toEqual({ by: 'end' });
  });

  test('stops: what is under way is waited for, the rest is left', async () => {
    const controller = new AbortController();
    const result = await runEach(
      keys,
      async (key) => {
        if (key === 'k10') controller.abort();
        return 'changed';
      },
      { stop: controller.signal, onProgress: () => undefined, concurrency: 3 },
    );
    expect(result.ended).toEqual({ by: 'person' });
    expect(result.verdicts.length).toBeLessThan(15);
    expect(allKeys(result)).toEqual(keys);
  });

  test.each(['network', 'expired-credentials', 'no-such-bucket', 'not-supported'] as const)(
    '%s would be the answer to all: the rest is left',
    async (code) => {
      const result = await runEach(keys, () => Promise.reject(new StorageError(code)), quiet());
      expect(result.ended).toMatchObject({ by: 'error', error: { code } });
      expect(result.verdicts).toHaveLength(6);
      expect(allKeys(result)).toEqual(keys);
    },
  );

  test('nothing to do', async () => {
    expect(await runEach([], () => Promise.resolve('changed'), quiet())).toEqual({
      verdicts: [],
      left: [],
      ended: { by: 'end' },
    });
  });
});

test('a second run takes the place of the first for its keys, and no key is counted twice', () => {
  const error = new Error('no');
  const before: BatchResult = {
    verdicts: [
      { key: 'a', outcome: 'changed' },
      { key: 'b', outcome: 'refused', error },
    ],
    left: ['c', 'd'],
    ended: { by: 'person' },
  };
  const retried = joined(before, {
    verdicts: [{ key: 'b', outcome: 'changed' }],
    left: [],
    ended: { by: 'end' },
  });
  expect(allKeys(retried).sort()).toEqual(['a', 'b', 'c', 'd']);
  expect(countVerdicts(retried)).toEqual({ changed: 2, unchanged: 0, refused: 0, left: 2 });
  const went = joined(retried, {
    verdicts: [{ key: 'c', outcome: 'refused', error }],
    left: ['d'],
    ended: { by: 'person' },
  });
  expect(countVerdicts(went)).toEqual({ changed: 2, unchanged: 0, refused: 1, left: 1 });
});
