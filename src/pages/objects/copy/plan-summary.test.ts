import { expect, test } from 'vitest';
import { type IfExists, summarize } from './plan-summary.ts';

const pair = (to: string, size: number) => ({
  from: `f/${to}`,
  to,
  size,
  etag: 'e',
  lastModified: new Date(0),
});
const plan = { pairs: [pair('a', 1), pair('b', 2), pair('c', 4)], bytes: 7 };

test.each<[string[], IfExists, string[], number, string[], boolean, string[]]>([
  [[], 'refuse', ['a', 'b', 'c'], 7, [], false, []],
  [['x'], 'refuse', ['a', 'b', 'c'], 7, [], false, []],
  [['b'], 'refuse', ['a', 'b', 'c'], 7, ['b'], true, []],
  [['b'], 'skip', ['a', 'c'], 5, ['b'], false, []],
  [['b', 'a'], 'replace', ['a', 'b', 'c'], 7, ['a', 'b'], false, ['a', 'b']],
  [['a', 'b', 'c'], 'skip', [], 0, ['a', 'b', 'c'], false, []],
])('%j there, %s', (existing, ifExists, pairs, bytes, conflicts, isBlocked, replaced) => {
  const summary = summarize(plan, new Set(existing), ifExists);
  expect({
    ...summary,
    pairs: summary.pairs.map(({ to }) => to),
    conflicts: summary.conflicts.map(({ to }) => to),
    replaced: [...summary.replaced],
  }).toEqual({ pairs, bytes, conflicts, isBlocked, replaced });
});
