import { expect, test } from 'vitest';
import type { CopyResult, CopyVerdict, ObjectHead } from '../../../storage/index.ts';
import { arrivedOf, groupsOf, mergeResults, toTryAgain } from './outcome.ts';

const copy: ObjectHead = { key: 'c', size: 1, etag: 'e', metadata: {}, checksums: {} };
const error = new Error('no');

function resultOf(verdicts: Record<string, CopyVerdict>): CopyResult {
  return {
    ended: { by: 'plan' },
    verdicts: Object.entries(verdicts).map(([from, verdict]) => ({
      pair: { from, to: `to/${from}`, size: 1, etag: 'e', lastModified: new Date(0) },
      verdict,
    })),
  };
}

const all = resultOf({
  a: { kind: 'done', proof: 'etag', copy },
  b: { kind: 'left' },
  c: { kind: 'failed', at: 'copy', error },
  d: { kind: 'failed', at: 'verify', error },
  e: { kind: 'exists' },
  f: { kind: 'differs', differences: ['tags'], copy },
  g: { kind: 'source-kept', why: 'changed', copy },
  h: { kind: 'changed' },
  i: { kind: 'condition', condition: 'sourceIfMatch' },
});

test('groups hold every verdict but the good ones', () => {
  const groups = groupsOf(all).map(({ kind, judged }) => [
    kind,
    judged.map(({ pair }) => pair.from).join(''),
  ]);
  expect(groups).toEqual([
    ['failed', 'cd'],
    ['differs', 'f'],
    ['source-kept', 'g'],
    ['changed', 'h'],
    ['condition', 'i'],
    ['exists', 'e'],
    ['left', 'b'],
  ]);
});

test('copies that are there are shown', () => {
  expect(arrivedOf(all).map(({ pair }) => pair.from)).toEqual(['a', 'f', 'g']);
});

test('tried again is what left nothing behind', () => {
  expect(toTryAgain(all).map(({ from }) => from)).toEqual(['b', 'c']);
});

test('the last verdict counts', () => {
  const again = resultOf({ b: { kind: 'done', proof: 'etag', copy }, c: { kind: 'left' } });
  const merged = mergeResults(all, again);
  expect(merged.verdicts.map(({ verdict }) => verdict.kind).slice(0, 4)).toEqual([
    'done',
    'done',
    'left',
    'failed',
  ]);
  expect(merged.verdicts).toHaveLength(9);
  expect(mergeResults(undefined, again)).toBe(again);
});
