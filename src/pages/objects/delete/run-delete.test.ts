import { describe, expect, test } from 'vitest';
import type { DeleteOutcome } from '../../../storage/index.ts';
import { runDelete, verdictsOn } from './run-delete.ts';

function refusal(key: string) {
  return { key, code: 'AccessDenied', message: 'Access Denied.' };
}

test.each<[string, string[], DeleteOutcome, string[], string[], string[]]>([
  ['all', ['a', 'b'], { deleted: ['a', 'b'], failed: [] }, ['a', 'b'], [], []],
  ['one refused', ['a', 'b'], { deleted: ['a'], failed: [refusal('b')] }, ['a'], ['b'], []],
  ['one unmentioned', ['a', 'b'], { deleted: ['a'], failed: [] }, ['a'], [], ['b']],
  ['both said of one key', ['a'], { deleted: ['a'], failed: [refusal('a')] }, [], ['a'], []],
  ['a key that was not asked for', ['a'], { deleted: ['a', 'x'], failed: [refusal('y')] }, ['a'], [], []],
  ['nothing said', ['a'], { deleted: [], failed: [] }, [], [], ['a']],
])('verdicts: %s', (_name, batch, outcome, deleted, failed, silent) => {
  const verdicts = verdictsOn(batch, outcome);
  expect(verdicts.deleted).toEqual(deleted);
  expect(verdicts.failed.map(({ key }) => key)).toEqual(failed);
  expect(verdicts.silent).toEqual(silent);
});

const keys = Array.from({ length: 2500 }, (_, i) => `k${i}`);

describe('runDelete', () => {
  test('goes in batches of at most 1,000 to the end', async () => {
    const batches: number[] = [];
    const progress: number[] = [];
    const result = await runDelete(
      async (batch) => {
        batches.push(batch.length);
        return { deleted: batch, failed: [] };
      },
      keys,
      { stop: new AbortController().signal, onProgress: ({ deleted }) => progress.push(deleted) },
    );
    expect(batches).toEqual([1000, 1000, 500]);
    expect(progress).toEqual([1000, 2000, 2500]);
    expect(result).toEqual({ deleted: keys, failed: [], left: [], ended: { by: 'plan' } });
  });

  test('stops between batches', async () => {
    const controller = new AbortController();
    const result = await runDelete(async (batch) => ({ deleted: batch, failed: [] }), keys, {
      stop: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect([result.deleted.length, result.left.length]).toEqual([1000, 1500]);
    expect(result.ended).toEqual({ by: 'person' });
  });

  test('a batch without an answer is left, not deleted', async () => {
    const lost = new Error('lost');
    let batches = 0;
    const result = await runDelete(
      async (batch) => {
        batches += 1;
        if (batches === 2) throw lost;
        return { deleted: batch, failed: [] };
      },
      keys,
      { stop: new AbortController().signal, onProgress: () => undefined },
    );
    expect([result.deleted.length, result.left.length]).toEqual([1000, 1500]);
    expect(result.ended).toEqual({ by: 'error', error: lost });
  });

  test('counts in are counts out', async () => {
    const result = await runDelete(
      async (batch) => ({
        deleted: batch.filter((_, i) => i % 3 === 0),
        failed: batch.filter((_, i) => i % 3 === 1).map(refusal),
      }),
      keys,
      { stop: new AbortController().signal, onProgress: () => undefined },
    );
    const out = [...result.deleted, ...result.failed.map(({ key }) => key), ...result.left];
    expect(out.sort()).toEqual([...keys].sort());
    expect(new Set(out).size).toBe(keys.length);
  });
});
