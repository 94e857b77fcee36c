import { describe, expect, test, vi } from 'vitest';
import type { ListInput, ListPage, ObjectEntry } from '../../../storage/index.ts';
import { planKeys } from './plan-keys.ts';

function entry(key: string, size = 10): ObjectEntry {
  return { key, size, lastModified: new Date(0), etag: 'e' };
}

function listOf(keys: string[], pageSize = 2) {
  return vi.fn(async function* list({ prefix = '' }: ListInput): AsyncGenerator<ListPage, void, undefined> {
    const matching = keys.filter((key) => key.startsWith(prefix));
    for (let at = 0; at === 0 || at < matching.length; at += pageSize) {
      const next = at + pageSize < matching.length ? 'more' : undefined;
      yield { entries: matching.slice(at, at + pageSize).map((key) => entry(key)), prefixes: [], next };
    }
  });
}

const stored = ['test/', 'test/a', 'test/b/c', 'test/z', 'test1/a', 'test', 'other'];

describe('planKeys', () => {
  test.each<[string, ObjectEntry[], string[], string[], number]>([
    ['objects alone need no listing', [entry('other', 7), entry('test', 1)], [], ['other', 'test'], 8],
    [
      'a folder to its last page, and not its neighbour',
      [],
      ['test/'],
      ['test/', 'test/a', 'test/b/c', 'test/z'],
      40,
    ],
    ['a folder and an object', [entry('test', 1)], ['test1/'], ['test', 'test1/a'], 11],
    [
      'a folder inside a chosen folder counts once',
      [],
      ['test/', 'test/b/'],
      ['test/', 'test/a', 'test/b/c', 'test/z'],
      40,
    ],
    ['an empty folder', [], ['gone/'], [], 0],
    ['nothing', [], [], [], 0],
  ])('%s', async (_name, entries, folders, keys, bytes) => {
    expect(await planKeys(listOf(stored), 'b', { entries, folders })).toEqual({ keys, bytes });
  });

  test('a folder without its slash is refused before anything is asked', async () => {
    const list = listOf(stored);
    await expect(planKeys(list, 'b', { entries: [], folders: ['test'] })).rejects.toThrow("ends in '/'");
    expect(list).not.toHaveBeenCalled();
  });

  test('a server that answers too much does not widen the plan', async () => {
    async function* careless(): AsyncGenerator<ListPage, void, undefined> {
      yield { entries: [entry('test/a'), entry('test1/a')], prefixes: [] };
    }
    const plan = await planKeys(careless, 'b', { entries: [], folders: ['test/'] });
    expect(plan.keys).toEqual(['test/a']);
  });

  test('tells the count after each page', async () => {
    const counts: number[] = [];
    await planKeys(listOf(stored), 'b', { entries: [], folders: ['test/'] }, ({ count }) =>
      counts.push(count),
    );
    expect(counts).toEqual([0, 2, 4]);
  });
});
