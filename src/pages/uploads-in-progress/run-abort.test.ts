import { describe, expect, test, vi } from 'vitest';
import { type IncompleteUpload, StorageError } from '../../storage/index.ts';
import { type AbortCalls, countVerdicts, runAbort } from './run-abort.ts';

const uploads = (count: number): IncompleteUpload[] =>
  Array.from({ length: count }, (_, n) => ({ key: `${n}`, uploadId: `${n}` }));
const gone = () => Promise.reject(new StorageError('no-such-upload'));
const never = new AbortController().signal;

async function kindOf(calls: AbortCalls) {
  const results = await runAbort(calls, uploads(1), { stop: never, onProgress: () => {} });
  return results.map(({ verdict }) => verdict.kind);
}

describe('a verdict', () => {
  test('removed, where the server knows it no more', async () => {
    expect(await kindOf({ abort: async () => {}, measure: gone })).toEqual(['removed']);
  });

  test('a part that arrived meanwhile is removed by a second try', async () => {
    const abort = vi.fn(async () => {});
    const measure = vi.fn(gone).mockImplementationOnce(async () => Promise.resolve() as never);
    expect(await kindOf({ abort, measure })).toEqual(['removed']);
    expect(abort).toHaveBeenCalledTimes(2);
  });

  test('remains, where the server says yes and keeps it', async () => {
    expect(await kindOf({ abort: async () => {}, measure: async () => ({}) })).toEqual(['remains']);
  });

  test('unconfirmed, where it may not be read', async () => {
    const measure = () => Promise.reject(new StorageError('access-denied'));
    expect(await kindOf({ abort: async () => {}, measure })).toEqual(['unconfirmed']);
  });

  test('failed, where the server refuses', async () => {
    const measure = vi.fn(gone);
    expect(await kindOf({ abort: () => Promise.reject(new StorageError('access-denied')), measure })).toEqual(
      ['failed'],
    );
    expect(measure).not.toHaveBeenCalled();
  });
});

test('a few at a time, each told once', async () => {
  let underWay = 0;
  let most = 0;
  const seen: number[] = [];
  const abort = async () => {
    most = Math.max(most, ++underWay);
    await Promise.resolve();
    underWay--;
  };
  const results = await runAbort({ abort, measure: gone }, uploads(30), {
    stop: never,
    onProgress: (done) => seen.push(done),
  });
  expect(most).toBeLessThanOrEqual(4);
  expect(seen).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  expect(countVerdicts(results)).toEqual({ removed: 30, unconfirmed: 0, remains: 0, failed: 0, left: 0 });
});

test('stopped: what is under way is ended, the rest is left', async () => {
  const controller = new AbortController();
  const results = await runAbort({ abort: async () => {}, measure: gone }, uploads(30), {
    stop: controller.signal,
    onProgress: (done) => done === 5 && controller.abort(),
  });
  const counts = countVerdicts(results);
  expect(counts.removed).toBeGreaterThanOrEqual(5);
  expect(counts.left).toBeGreaterThan(0);
  expect(counts.removed + counts.left).toBe(30);
});
