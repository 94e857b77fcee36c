import { expect, test } from 'vitest';
import { createTurns } from './take-turns.ts';

function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

test('two at a time, the others in order', async () => {
  const takeTurn = createTurns(2);
  const { begun, work, end } = works();
  const all = ['a', 'b', 'c', 'd'].map((name) => takeTurn(work(name)));
  expect(begun).toEqual(['a', 'b']);
  end('b');
  await all[1];
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b', 'c']);
  end('a');
  end('c');
  await Promise.all([all[0], all[2]]);
  await Promise.resolve();
  end('d');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('who gives up leaves the line, and a failure frees its place', async () => {
  const takeTurn = createTurns(1);
  const { begun, work, end } = works();
  const failing = takeTurn(() => Promise.reject(new Error('no')));
  const controller = new AbortController();
  const left = takeTurn(work('left'), controller.signal);
  const stays = takeTurn(work('stays'));
  controller.abort();
  await expect(left).rejects.toMatchObject({ code: 'aborted' });
  await expect(failing).rejects.toThrow('no');
  await Promise.resolve();
  expect(begun).toEqual(['stays']);
  end('stays');
  expect(await stays).toBe('stays');
});
