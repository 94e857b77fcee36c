import { expect, test } from 'vitest';
import { bucketRows, sortedBy } from './bucket-rows.ts';

const buckets = [
  { name: 'photos', createdAt: new Date('2026-03-01') },
  { name: 'backup', createdAt: new Date('2026-03-02') },
  { name: 'logs' },
  { name: 'archive', createdAt: new Date('2026-03-02') },
];

test.each([
  [{}, 'archive backup logs photos'],
  [{ desc: true }, 'photos logs backup archive'],
  [{ sort: 'created' }, 'logs photos archive backup'],
  [{ sort: 'created', desc: true }, 'archive backup photos logs'],
  [{ q: ' UP' }, 'backup'],
  [{ q: 'nothing' }, ''],
] as const)('%j shows %s', (search, names) => {
  expect(
    bucketRows(buckets, search)
      .map(({ name }) => name)
      .join(' '),
  ).toBe(names);
});

test('a click on a head turns its own column round and begins another ascending', () => {
  expect(sortedBy({ q: 'a' }, 'name')).toEqual({ q: 'a', sort: undefined, desc: true });
  expect(sortedBy({ desc: true }, 'name')).toMatchObject({ desc: false });
  expect(sortedBy({ desc: true }, 'created')).toEqual({ sort: 'created', desc: false });
});
