import { describe, expect, test } from 'vitest';
import { type Doomed, nameOf } from './delete-plan.ts';
import { type DeleteResult, joined, nothingDone, type Refusal, runDelete, verdictsOn } from './run-delete.ts';

const of = (...keys: string[]): Doomed[] => keys.map((key) => ({ key }));
const refusal = (key: string, code = 'AccessDenied', versionId?: string): Refusal => ({
  key,
  versionId,
  code,
  message: 'no',
});
const quiet = () => ({ stop: new AbortController().signal, onProgress: () => undefined });

test.each<[string, Doomed[], { deleted: Doomed[]; failed: Refusal[] }, string[], string[], string[]]>([
  ['all', of('a', 'b'), { deleted: of('a', 'b'), failed: [] }, ['a', 'b'], [], []],
  ['one refused', of('a', 'b'), { deleted: of('a'), failed: [refusal('b')] }, ['a'], ['b'], []],
  ['one unmentioned', of('a', 'b'), { deleted: of('a'), failed: [] }, ['a'], [], ['b']],
  ['both said of one key', of('a'), { deleted: of('a'), failed: [refusal('a')] }, [], ['a'], []],
  ['a key that was not asked for', of('a'), { deleted: of('a', 'x'), failed: [refusal('y')] }, ['a'], [], []],
  ['gone before', of('a'), { deleted: [], failed: [refusal('a', 'NoSuchVersion')] }, ['a'], [], []],
  ['nothing said', of('a'), { deleted: [], failed: [] }, [], [], ['a']],
  [
    'another version of the same key',
    [{ key: 'a', versionId: 'v1' }],
    { deleted: [{ key: 'a', versionId: 'v2' }], failed: [] },
    [],
    [],
    ['a'],
  ],
])('verdicts: %s', (_name, batch, outcome, deleted, failed, silent) => {
  const verdicts = verdictsOn(batch, outcome);
  expect(verdicts.deleted.map(({ key }) => key)).toEqual(deleted);
  expect(verdicts.failed.map(({ key }) => key)).toEqual(failed);
  expect(verdicts.silent.map(({ key }) => key)).toEqual(silent);
});

const doomed = of(...Array.from({ length: 2500 }, (_, i) => `k${i}`));

describe('runDelete', () => {
  test('goes in the batches that are asked for', async () => {
    const batches: number[] = [];
    const deleteMany = async (batch: readonly Doomed[]) => {
      batches.push(batch.length);
      return { deleted: batch, failed: [] };
    };
    await runDelete(deleteMany, doomed.slice(0, 95), { ...quiet(), batchSize: 40 });
    expect(batches).toEqual([40, 40, 15]);
  });

  test('goes in batches of at most 1,000 to the end, and keeps the markers that came of it', async () => {
    const batches: number[] = [];
    const progress: number[] = [];
    const result = await runDelete(
      async (batch) => {
        batches.push(batch.length);
        return { deleted: batch, failed: [], markers: [{ key: batch[0]?.key ?? '', versionId: 'm' }] };
      },
      doomed,
      { stop: new AbortController().signal, onProgress: ({ deleted }) => progress.push(deleted) },
    );
    expect(batches).toEqual([1000, 1000, 500]);
    expect(progress).toEqual([1000, 2000, 2500]);
    expect(result.markers.map(({ key }) => key)).toEqual(['k0', 'k1000', 'k2000']);
    expect(result).toMatchObject({ deleted: doomed, failed: [], left: [], ended: { by: 'plan' } });
  });

  test('stops between batches', async () => {
    const controller = new AbortController();
    const result = await runDelete(async (batch) => ({ deleted: batch, failed: [] }), doomed, {
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
      doomed,
      quiet(),
    );
    expect([result.deleted.length, result.left.length]).toEqual([1000, 1500]);
    expect(result.ended).toEqual({ by: 'error', error: lost });
  });

  test('counts in are counts out', async () => {
    const result = await runDelete(
      async (batch) => ({
        deleted: batch.filter((_, i) => i % 3 === 0),
        failed: batch.filter((_, i) => i % 3 === 1).map(({ key }) => refusal(key)),
      }),
      doomed,
      quiet(),
    );
    const out = [...result.deleted, ...result.failed, ...result.left].map(nameOf);
    expect(out.sort()).toEqual(doomed.map(nameOf).sort());
    expect(new Set(out).size).toBe(doomed.length);
  });
});

test('a second run takes the place of the first for what it tried again', () => {
  const before: DeleteResult = {
    ...nothingDone,
    deleted: of('a'),
    failed: [refusal('b'), refusal('c')],
    left: of('d'),
    markers: [{ key: 'a', versionId: 'm1' }],
  };
  const now: DeleteResult = {
    ...nothingDone,
    deleted: of('b'),
    failed: [refusal('c', 'SlowDown')],
    markers: [{ key: 'b', versionId: 'm2' }],
  };
  expect(joined(before, now)).toEqual({
    deleted: of('a', 'b'),
    failed: [refusal('c', 'SlowDown')],
    left: of('d'),
    markers: [
      { key: 'a', versionId: 'm1' },
      { key: 'b', versionId: 'm2' },
    ],
    ended: { by: 'plan' },
  });
});
