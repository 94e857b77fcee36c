import { describe, expect, it } from 'vitest';
import type { StorageDriver } from '../../../storage/index.ts';
import { actReason, drawerActs, isQueryable, shownActs } from './object-acts.ts';

const all = { presign: {}, select: {} } as Pick<StorageDriver, 'presign' | 'select'>;
const head = { key: 'a.csv' };
const keyed = { ...head, encryption: { kind: 'sse-c' } } as const;

describe('actReason', () => {
  it.each(drawerActs)('%s can be done to the current version of a table', (act) => {
    expect(actReason(act, { storage: all, head })).toBeUndefined();
  });

  it.each([
    ['share', { storage: {}, head }, 'no-links'],
    ['share', { storage: all, head: keyed }, 'own-key'],
    ['download', { storage: {}, head }, 'no-links'],
    ['download', { storage: {}, head: keyed }, undefined],
    ['query', { storage: {}, head }, 'no-queries'],
    ['query', { storage: {}, head: { key: 'a.png' } }, 'not-queryable'],
    ['copy', { storage: {}, head }, undefined],
    ['move', { storage: all, head, versionId: 'v' }, 'current-only'],
    ['rename', { storage: all, head, versionId: 'v' }, 'current-only'],
    ['edit', { storage: all, head, versionId: 'v' }, 'current-only'],
    ['delete', { storage: all, head, versionId: 'v' }, 'current-only'],
    ['download', { storage: all, head, versionId: 'v' }, undefined],
    ['copy', { storage: all, head, versionId: 'v' }, undefined],
  ] as const)('%s of %j: %s', (act, object, reason) => {
    expect(actReason(act, object)).toBe(reason);
  });
});

describe('isQueryable', () => {
  it.each([
    ['a.csv', undefined, true],
    ['A.CSV', undefined, true],
    ['logs/2026.json.gz', 'application/gzip', true],
    ['b.parquet', 'application/octet-stream', true],
    ['b.ndjson.bz2', undefined, true],
    ['export', 'text/csv; charset=utf-8', true],
    ['export', 'application/json', true],
    ['a.csv.zip', undefined, false],
    ['a.txt', 'text/plain', false],
    ['csv', undefined, false],
    ['export', 'application/jsonp', false],
  ])('%s of type %s: %s', (key, contentType, is) => {
    expect(isQueryable({ key, contentType })).toBe(is);
  });
});

it.each([
  [false, false],
  [false, true],
  [true, true],
])(
  'shownActs: narrow %s, queryable %s shows no act twice and keeps the menu for the others',
  (narrow, is) => {
    const shown = shownActs(narrow, is);
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.length).toBeLessThan(drawerActs.length);
  },
);
