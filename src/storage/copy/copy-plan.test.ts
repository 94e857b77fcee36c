import { describe, expect, it, test, vi } from 'vitest';
import type { ListInput } from '../object-operations.ts';
import type { ListPage, ObjectEntry } from '../types.ts';
import { listSources, planCopy } from './copy-plan.ts';

const entry = (key: string, size = 1): ObjectEntry => ({
  key,
  size,
  lastModified: new Date(0),
  etag: `e-${key}`,
});

/** A server with two keys a page. */
function listOf(keys: readonly string[]) {
  return vi.fn(async function* ({ prefix = '' }: ListInput): AsyncGenerator<ListPage, void, undefined> {
    const found = keys.filter((key) => key.startsWith(prefix));
    for (let at = 0; at < found.length; at += 2) {
      yield { entries: found.slice(at, at + 2).map((key) => entry(key)), prefixes: [] };
    }
  });
}

const stored = ['a/1', 'a/2', 'a/b/3', 'a1', 'c'];

describe('listSources', () => {
  it('lists folders to their end, and each object once', async () => {
    const counts: number[] = [];
    const sources = await listSources(
      listOf(stored),
      'b',
      { entries: [entry('c', 5), entry('a/1', 7)], folders: ['a/', 'a/b/'] },
      ({ count, bytes }) => counts.push(count, bytes),
    );
    expect(sources.map(({ key }) => key)).toEqual(['c', 'a/1', 'a/2', 'a/b/3']);
    expect(counts).toEqual([3, 13, 4, 14, 4, 14]);
  });

  it('asks nothing for objects alone', async () => {
    const list = listOf(stored);
    expect(await listSources(list, 'b', { entries: [entry('c')], folders: [] })).toHaveLength(1);
    expect(list).not.toHaveBeenCalled();
  });

  it('refuses a folder without its slash', async () => {
    const list = listOf(stored);
    await expect(listSources(list, 'b', { entries: [], folders: ['a'] })).rejects.toThrow("ends in '/'");
    expect(list).not.toHaveBeenCalled();
  });

  it('is not widened by a server that answers too much', async () => {
    async function* careless(): AsyncGenerator<ListPage, void, undefined> {
      yield { entries: [entry('a/1'), entry('a1')], prefixes: [] };
    }
    const sources = await listSources(careless, 'b', { entries: [], folders: ['a/'] });
    expect(sources.map(({ key }) => key)).toEqual(['a/1']);
  });
});

const noProblem = () => undefined;

describe('planCopy', () => {
  it('maps what is chosen, and counts it', () => {
    const sources = [entry('p/c', 5), entry('p/a/1', 2), entry('p/a/b/3', 3)];
    const destination = { bucket: 'b', strip: 'p/', prepend: 'q/r/' };
    const plan = planCopy({ bucket: 'b', sources, folders: ['p/a/'], destination, keyProblem: noProblem });
    expect(plan.pairs.map(({ from, to }) => [from, to])).toEqual([
      ['p/c', 'q/r/c'],
      ['p/a/1', 'q/r/a/1'],
      ['p/a/b/3', 'q/r/a/b/3'],
    ]);
    expect(plan).toMatchObject({ bytes: 10, refused: [], destination });
    expect(plan.pairs[0]).toMatchObject({ size: 5, etag: 'e-p/c' });
  });

  type Row = [
    string,
    { keys: string[]; folders?: string[]; to?: string; strip: string; prepend: string },
    string[],
  ];
  test.each<Row>([
    ['a new name', { keys: ['p/a.txt'], strip: 'p/a.txt', prepend: 'p/b.txt' }, ['p/b.txt']],
    [
      'a new name of a folder',
      { keys: ['a/1', 'a/b/2'], folders: ['a/'], strip: 'a/', prepend: 'z/' },
      ['z/1', 'z/b/2'],
    ],
    ['a folder beside itself', { keys: ['a/1'], folders: ['a/'], strip: 'a/', prepend: 'a-2/' }, ['a-2/1']],
    ['the same key', { keys: ['a', 'b'], strip: '', prepend: '' }, ['same-key', 'same-key']],
    ['the same key of another bucket', { keys: ['a'], to: 'other', strip: '', prepend: '' }, ['a']],
    ['a folder into itself', { keys: ['a/1'], folders: ['a/'], strip: '', prepend: 'a/' }, ['inside-itself']],
    [
      'a folder deep into itself',
      { keys: ['a/1', 'c'], folders: ['a/'], strip: '', prepend: 'a/x/' },
      ['inside-itself', 'a/x/c'],
    ],
    ['a folder onto itself', { keys: ['a/1'], folders: ['a/'], strip: 'a/', prepend: 'a/' }, ['same-key']],
    [
      'a folder to the same place of another bucket',
      { keys: ['a/1'], folders: ['a/'], to: 'other', strip: '', prepend: 'a/' },
      ['a/a/1'],
    ],
    ['onto another source', { keys: ['x/1', 'x/x/1'], strip: '', prepend: 'x/' }, ['is-source', 'x/x/x/1']],
    ['up one folder', { keys: ['a/b/1'], folders: ['a/b/'], strip: 'a/', prepend: '' }, ['b/1']],
    ['a key that will not do', { keys: ['ok', 'bad'], strip: '', prepend: 'p/' }, ['p/ok', 'too-bad']],
  ])('%s', (_name, { keys, folders = [], to = 'b', strip, prepend }, expected) => {
    const plan = planCopy({
      bucket: 'b',
      sources: keys.map((key) => entry(key)),
      folders,
      destination: { bucket: to, strip, prepend },
      keyProblem: (key) => (key.endsWith('bad') ? 'too-bad' : undefined),
    });
    const outcome = new Map<string, string>([
      ...plan.pairs.map(({ from, to: key }): [string, string] => [from, key]),
      ...plan.refused.map(({ from, problem }): [string, string] => [from, problem]),
    ]);
    expect(keys.map((key) => outcome.get(key))).toEqual(expected);
    expect(plan.pairs.length + plan.refused.length).toBe(keys.length);
    expect(plan.bytes).toBe(plan.pairs.length);
  });

  it('lets no two sources go to one key', () => {
    const sources = [entry('a'), entry('a')];
    const destination = { bucket: 'b', strip: '', prepend: 'z/' };
    const plan = planCopy({ bucket: 'b', sources, folders: [], destination, keyProblem: noProblem });
    expect([plan.pairs.length, plan.refused[0]?.problem]).toEqual([1, 'twice']);
  });

  it('takes no source that lies elsewhere', () => {
    const destination = { bucket: 'b', strip: 'p/', prepend: 'q/' };
    const input = { bucket: 'b', sources: [entry('x')], folders: [], destination, keyProblem: noProblem };
    expect(() => planCopy(input)).toThrow('Not below p/');
  });
});
