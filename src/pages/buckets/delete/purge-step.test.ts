import { describe, expect, test } from 'vitest';
import type { PurgePlan, PurgeResult } from '../../../storage/index.ts';
import { entriesOf, fractionDone, isEmpty, isTyped, joined, noCounts, noProgress } from './purge-step.ts';

function plan(counts: Partial<PurgePlan['counts']>, more: Partial<PurgePlan> = {}): PurgePlan {
  return {
    bucket: 'photos',
    counts: { ...noCounts, ...counts },
    complete: true,
    samples: [],
    uploads: [],
    versioned: true,
    lock: undefined,
    plannedAt: 0,
    ...more,
  };
}

test.each([
  [{}, 0, true],
  [{ objects: 1 }, 1, false],
  [{ deleteMarkers: 2, olderVersions: 3 }, 5, false],
  [{ uploads: 1 }, 0, false],
])('%j: %i to delete, empty: %s', (counts, entries, empty) => {
  expect(entriesOf({ ...noCounts, ...counts })).toBe(entries);
  expect(isEmpty(plan(counts))).toBe(empty);
});

test.each([
  ['photos', true],
  [' photos\n', true],
  ['Photos', false],
  ['photo', false],
  ['', false],
])('%j as the name of photos: %s', (typed, right) => expect(isTyped(typed, plan({}))).toBe(right));

describe('how far it is', () => {
  test.each([
    ['half', plan({ objects: 4 }), 1, 1, 0.5],
    ['all', plan({ objects: 4 }), 4, 0, 1],
    ['nothing to do', plan({}), 0, 0, undefined],
    ['a count that was cut short', plan({ objects: 4 }, { complete: false }), 2, 0, undefined],
    ['more was there than was counted', plan({ objects: 4 }), 5, 0, undefined],
  ])('%s', (_what, of, deleted, refused, fraction) =>
    expect(fractionDone(of, { ...noProgress, deleted, refused })).toBe(fraction),
  );
});

test('a run that goes on adds to what was done, and its own end counts', () => {
  const run = (deleted: number, refused: number, ended: PurgeResult['ended']): PurgeResult => ({
    deleted,
    abortedUploads: 1,
    refused,
    rounds: 1,
    refusals: [],
    appeared: 0,
    ended,
  });
  expect(joined(undefined, run(1, 0, { by: 'person' })).deleted).toBe(1);
  expect(joined(run(1, 5, { by: 'person' }), run(2, 0, { by: 'deleted' }))).toMatchObject({
    deleted: 3,
    abortedUploads: 2,
    refused: 0,
    ended: { by: 'deleted' },
  });
});
