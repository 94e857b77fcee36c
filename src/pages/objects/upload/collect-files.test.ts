import { describe, expect, test } from 'vitest';
import { collectChosen, collectDropped, takeDropped } from './collect-files.ts';

type Tree = { [name: string]: Tree | string | Error };

/** As browsers do: at most 100 entries an answer, and an empty answer at the end. */
function entryOf(name: string, node: Tree | string | Error): FileSystemEntry {
  if (typeof node === 'string' || node instanceof Error) {
    return {
      name,
      isFile: true,
      isDirectory: false,
      file: (resolve: (file: File) => void, reject: (error: Error) => void) =>
        node instanceof Error ? reject(node) : resolve(new File([node], name)),
    } as unknown as FileSystemEntry;
  }
  return {
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => {
      const left = Object.entries(node).map(([child, below]) => entryOf(child, below));
      return {
        readEntries: (resolve: (entries: FileSystemEntry[]) => void, reject: (error: Error) => void) => {
          const next = left.splice(0, 100);
          if (next.some((child) => child.name === 'breaks')) reject(named('NotReadableError'));
          else resolve(next);
        },
      };
    },
  } as unknown as FileSystemEntry;
}

function named(name: string): Error {
  return Object.assign(new Error('refused'), { name });
}

describe('a drop', () => {
  test('keeps relative paths', async () => {
    const { files } = await collectDropped([
      entryOf('tree', { 'a.txt': 'a', '报告 #1': { '100%.txt': 'b' } }),
      entryOf('loose.txt', 'c'),
    ]);
    expect(files.map(({ path }) => path)).toEqual(['tree/a.txt', 'tree/报告 #1/100%.txt', 'loose.txt']);
    expect(await files[1]?.file.text()).toBe('b');
  });

  test('reads a folder of 250 to its end', async () => {
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`${i}.txt`, `${i}`]));
    const counts: number[] = [];
    const { files } = await collectDropped([entryOf('many', many)], {
      onFound: (count) => counts.push(count),
    });
    expect(files).toHaveLength(250);
    expect(new Set(files.map(({ path }) => path)).size).toBe(250);
    expect(counts.at(-1)).toBe(250);
  });

  test('names what cannot be read and takes the rest', async () => {
    const collected = await collectDropped([
      entryOf('tree', { 'a.txt': 'a', 'locked.txt': named('NotFoundError'), sealed: { breaks: 'x' } }),
    ]);
    expect(collected.files.map(({ path }) => path)).toEqual(['tree/a.txt']);
    expect(collected.unreadable).toEqual([
      { path: 'tree/locked.txt', reason: 'NotFoundError' },
      { path: 'tree/sealed/', reason: 'NotReadableError' },
    ]);
    expect(collected.emptyFolders).toEqual([]);
  });

  test('tells of empty folders, the outermost alone', async () => {
    const collected = await collectDropped([
      entryOf('nothing', { deeper: { deepest: {} } }),
      entryOf('some', { 'a.txt': 'a', hollow: {} }),
    ]);
    expect(collected.files.map(({ path }) => path)).toEqual(['some/a.txt']);
    expect(collected.emptyFolders).toEqual(['nothing/', 'some/hollow/']);
  });

  test('stops when asked to', async () => {
    const controller = new AbortController();
    const walk = collectDropped([entryOf('tree', { a: 'a', b: 'b' })], {
      signal: controller.signal,
      onFound: () => controller.abort(),
    });
    await expect(walk).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  test('takes entries, files that have no entry, and no text', () => {
    const entry = entryOf('tree', {});
    const file = new File(['x'], 'x.txt');
    const items = [
      { kind: 'string', webkitGetAsEntry: () => null, getAsFile: () => null },
      { kind: 'file', webkitGetAsEntry: () => entry, getAsFile: () => null },
      { kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => file },
      { kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => null },
    ] as unknown as DataTransferItem[];
    expect(takeDropped(items)).toEqual([entry, file]);
  });

  test('a file without an entry is taken by its name', async () => {
    const { files } = await collectDropped([new File(['x'], 'x.txt')]);
    expect(files.map(({ path }) => path)).toEqual(['x.txt']);
  });
});

/** As a file field gives it; Node's own `File` knows no relative path. */
function chosen(name: string, webkitRelativePath: string): File {
  return Object.defineProperty(new File([name], name), 'webkitRelativePath', { value: webkitRelativePath });
}

test.each([
  ['a.txt', '', 'a.txt'],
  ['b.txt', 'tree/b.txt', 'tree/b.txt'],
  // A backslash in a name is no folder, though the browser writes it as one.
  ['back\\slash.txt', 'tree/back/slash.txt', 'tree/back\\slash.txt'],
])('the chosen file %j of %j has the path %j', (name, relativePath, path) => {
  expect(collectChosen([chosen(name, relativePath)]).files.map((file) => file.path)).toEqual([path]);
});
