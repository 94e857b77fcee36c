import { expect, test } from 'vitest';
import type { ListInput, ListPage, ObjectEntry } from '../../../storage/index.ts';
import { planKeys } from './plan-keys.ts';
import { innermostFirst, withFolders } from './with-folders.ts';

const entry = (key: string): ObjectEntry => ({ key, size: 3, lastModified: new Date(0), etag: 'e' });

/** Lists one level, two entries a page, as a service with real folders does. Keys that end in a slash are folders. */
function listOf(keys: string[]) {
  const asked: string[] = [];
  async function* list({ prefix = '', delimiter }: ListInput): AsyncGenerator<ListPage, void, undefined> {
    if (delimiter !== '/') throw new Error('one level at a time');
    asked.push(prefix);
    const files = keys.filter((key) => key.startsWith(prefix) && /^[^/]+$/.test(key.slice(prefix.length)));
    const folders = keys.filter(
      (key) => key.startsWith(prefix) && /^[^/]+\/$/.test(key.slice(prefix.length)),
    );
    for (let at = 0; at === 0 || at < files.length; at += 2) {
      yield { entries: files.slice(at, at + 2).map(entry), prefixes: at === 0 ? folders : [] };
    }
  }
  return { list, asked };
}

const stored = ['x/', 'x/1', 'x/2', 'x/3', 'x/a/', 'x/a/b/', 'x/a/b/4', 'x/empty/', 'x1/', 'x1/5', 'x'];

test.each([
  [
    'a folder with all that is in it',
    ['x/'],
    ['x/1', 'x/2', 'x/3', 'x/a/b/4', 'x/empty/', 'x/a/b/', 'x/a/', 'x/'],
  ],
  ['an empty folder', ['x/empty/'], ['x/empty/']],
  ['a folder in a chosen one counts once', ['x1/', 'x1/'], ['x1/5', 'x1/']],
  ['one that has gone is still asked for', ['gone/'], ['gone/']],
])('%s', async (_name, folders, keys) => {
  const { list } = listOf(stored);
  const plan = await planKeys(withFolders(list), 'b', { entries: [], folders });
  expect(innermostFirst(plan.keys)).toEqual(keys);
  expect(plan.bytes).toBe(3 * keys.filter((key) => !key.endsWith('/')).length);
});

test('each folder is listed once', async () => {
  const { list, asked } = listOf(stored);
  await planKeys(withFolders(list), 'b', { entries: [], folders: ['x/'] });
  expect(asked).toEqual(['x/', 'x/a/', 'x/a/b/', 'x/empty/']);
});

test('a server that answers too much neither widens the plan nor leads round in circles', async () => {
  async function* careless({ prefix = '' }: ListInput): AsyncGenerator<ListPage, void, undefined> {
    yield { entries: [entry('x/1'), entry('x1/5')], prefixes: prefix === 'x/' ? ['x/', 'x1/'] : [] };
  }
  const plan = await planKeys(withFolders(careless), 'b', { entries: [], folders: ['x/'] });
  expect(plan.keys).toEqual(['x/1', 'x/']);
});
