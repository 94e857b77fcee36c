import { describe, expect, test, vi } from 'vitest';
import type { ObjectEntry, ObjectVersion } from '../../../storage/index.ts';
import { planVersions } from './version-plan.ts';

const entry = (key: string): ObjectEntry => ({ key, size: 1, lastModified: new Date(0), etag: 'e' });
const version = (key: string, versionId: string, more: Partial<ObjectVersion> = {}): ObjectVersion => ({
  ...entry(key),
  versionId,
  isLatest: false,
  isDeleteMarker: false,
  size: 10,
  ...more,
});

const stored = [
  version('test', 'v1', { isLatest: true }),
  version('test/a', 'm2', { isLatest: true, isDeleteMarker: true, size: 0 }),
  version('test/a', 'v1'),
  version('test/b/c', 'v1', { isLatest: true }),
  version('test1', 'v2', { isLatest: true }),
  version('test1', 'v1'),
  version('test10', 'v1', { isLatest: true }),
];

function listOf(all: ObjectVersion[], pageSize = 2) {
  return vi.fn(async function* list(input: { prefix: string; delimiter?: string }) {
    const matching = all.filter(
      ({ key }) =>
        key.startsWith(input.prefix) &&
        (input.delimiter === undefined || !key.slice(input.prefix.length).includes('/')),
    );
    for (let at = 0; at === 0 || at < matching.length; at += pageSize) {
      yield { versions: matching.slice(at, at + pageSize) };
    }
  });
}

describe('planVersions', () => {
  test('of a folder: what is and what was in it, and nothing of its neighbours', async () => {
    const plan = await planVersions(listOf(stored), 'b', { entries: [], folders: ['test/'] });
    expect(plan).toEqual({
      versions: [
        { key: 'test/a', versionId: 'm2' },
        { key: 'test/a', versionId: 'v1' },
        { key: 'test/b/c', versionId: 'v1' },
      ],
      counts: { current: 1, older: 1, markers: 1 },
      bytes: 20,
    });
  });

  test('of an object: its own versions, and not those of keys that begin alike', async () => {
    const list = listOf(stored);
    const plan = await planVersions(list, 'b', { entries: [entry('test1')], folders: [] });
    expect(plan.versions).toEqual([
      { key: 'test1', versionId: 'v2' },
      { key: 'test1', versionId: 'v1' },
    ]);
    expect(plan.counts).toEqual({ current: 1, older: 1, markers: 0 });
  });

  test('of many objects of one folder: by one listing of that folder', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `logs/${index}`);
    const all = [...many, 'logs/other', 'logs/deep/1'].map((key) => version(key, 'v1', { isLatest: true }));
    const list = listOf(all, 1000);
    const plan = await planVersions(list, 'b', { entries: many.map(entry), folders: [] });
    expect(list).toHaveBeenCalledOnce();
    expect(list.mock.calls[0]?.[0]).toMatchObject({ prefix: 'logs/', delimiter: '/' });
    expect(plan.versions.map(({ key }) => key)).toEqual(many);
  });

  test('each version counts once, and progress comes after each page', async () => {
    const counts: number[] = [];
    const plan = await planVersions(
      listOf(stored),
      'b',
      { entries: [entry('test/a')], folders: ['test/', 'test/b/'] },
      ({ count }) => counts.push(count),
    );
    expect(plan.versions).toHaveLength(3);
    expect(counts.at(-1)).toBe(3);
  });

  test('a folder without its slash, and a server that answers too much', async () => {
    const list = listOf(stored);
    await expect(planVersions(list, 'b', { entries: [], folders: ['test'] })).rejects.toThrow("ends in '/'");
    expect(list).not.toHaveBeenCalled();
    async function* careless() {
      yield { versions: stored };
    }
    const plan = await planVersions(careless, 'b', { entries: [], folders: ['test/b/'] });
    expect(plan.versions).toEqual([{ key: 'test/b/c', versionId: 'v1' }]);
  });
});
