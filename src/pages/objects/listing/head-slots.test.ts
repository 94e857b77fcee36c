import { expect, test } from 'vitest';
import { createSlots } from './head-slots.ts';

function task() {
  let begun = 0;
  let end: (result: string) => void = () => {};
  const result = new Promise<string>((resolve) => {
    end = resolve;
  });
  const run = () => {
    begun += 1;
    return result;
  };
  return { run, end: (text: string) => end(text), begun: () => begun };
}

const never = new AbortController().signal;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('as many run as there are slots, the others in their order', async () => {
  const slots = createSlots(2);
  const tasks = [task(), task(), task(), task()];
  const results = tasks.map(({ run }) => slots.run(run, never));
  await settle();
  expect(tasks.map(({ begun }) => begun())).toEqual([1, 1, 0, 0]);
  tasks[1]?.end('b');
  expect(await results[1]).toBe('b');
  await settle();
  expect(tasks.map(({ begun }) => begun())).toEqual([1, 1, 1, 0]);
  for (const [index, one] of tasks.entries()) one.end(String(index));
  expect(await Promise.all(results)).toEqual(['0', 'b', '2', '3']);
});

test('who leaves while waiting never begins, and takes no slot', async () => {
  const slots = createSlots(1);
  const [first, second, third] = [task(), task(), task()];
  const running = slots.run(first.run, never);
  const gone = new AbortController();
  const left = slots.run(second.run, gone.signal);
  const waiting = slots.run(third.run, never);
  gone.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  first.end('1');
  await running;
  await settle();
  expect([second.begun(), third.begun()]).toEqual([0, 1]);
  third.end('3');
  expect(await waiting).toBe('3');
  await expect(slots.run(second.run, gone.signal)).rejects.toThrow('left');
});

test('a task that fails gives its slot back', async () => {
  const slots = createSlots(1);
  await expect(slots.run(() => Promise.reject(new Error('no')), never)).rejects.toThrow('no');
  expect(await slots.run(() => Promise.resolve('yes'), never)).toBe('yes');
});
