import { describe, expect, it } from 'vitest';
import type { StorageDriver } from '../../../storage/index.ts';
import { offersOf } from '../offers.ts';
import { actReason, drawerActs, isQueryable, shownActs } from './object-acts.ts';

const none = { objects: {} };
const all = { presign: {}, select: {}, objects: {} } as Parameters<typeof actReason>[1]['storage'];
const files = { objects: { plain: true } } as const;
const head = { key: 'a.csv' };
const keyed = { ...head, encryption: { kind: 'sse-c' } } as const;

describe('actReason', () => {
  it.each(drawerActs)('%s can be done to the current version of a table', (act) => {
    expect(actReason(act, { storage: all, head })).toBeUndefined();
  });

  it.each([
    ['share', { storage: none, head }, 'no-links'],
    ['share', { storage: all, head: keyed }, 'own-key'],
    ['download', { storage: none, head }, 'no-links'],
    ['download', { storage: none, head: keyed }, undefined],
    ['download', { storage: files, head }, undefined],
    ['query', { storage: none, head }, 'no-queries'],
    ['query', { storage: none, head: { key: 'a.png' } }, 'not-queryable'],
    ['copy', { storage: none, head }, undefined],
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

const everything = offersOf({ objects: { copy: {} }, presign: {}, select: {} } as unknown as StorageDriver);
const plainFiles = offersOf({ objects: { plain: true } } as unknown as StorageDriver);

describe('shownActs', () => {
  it.each([
    [false, false],
    [false, true],
    [true, true],
  ])('narrow %s, queryable %s: every act once, some of them in the menu', (narrow, is) => {
    const { buttons, menu } = shownActs(narrow, is, everything);
    expect([...buttons, ...menu].sort()).toEqual([...drawerActs].sort());
    expect(menu.length).toBeGreaterThan(0);
  });

  it.each([true, false])('narrow %s: of plain files what there is, without a menu', (narrow) => {
    expect(shownActs(narrow, true, plainFiles)).toEqual({ buttons: ['download', 'delete'], menu: [] });
  });
});
