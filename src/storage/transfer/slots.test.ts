import { expect, test } from 'vitest';
import { createSlots, type Release, type SlotClaim, type Slots } from './slots.ts';

/** Claims in the background; says who was granted a place, in order. */
function claimer(slots: Slots) {
  const granted: string[] = [];
  const held = new Map<string, Release>();
  return {
    granted,
    async claim(name: string, claim: SlotClaim) {
      const release = await slots.acquire(claim);
      granted.push(name);
      held.set(name, release);
    },
    async release(name: string) {
      held.get(name)?.();
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    },
  };
}

test('places go by order, then by who asked first', async () => {
  const { granted, claim, release } = claimer(createSlots({ total: 1 }));
  await claim('first', { order: 9 });
  void claim('late', { order: 5 });
  void claim('early', { order: 2 });
  void claim('early too', { order: 2 });
  await release('first');
  await release('early');
  await release('early too');
  expect(granted).toEqual(['first', 'early', 'early too', 'late']);
});

test('large claims leave room for small ones', async () => {
  const { granted, claim, release } = claimer(createSlots({ total: 3, large: 2 }));
  for (const name of ['large 1', 'large 2', 'large 3']) void claim(name, { order: 1, large: true });
  void claim('small 1', { order: 2 });
  void claim('small 2', { order: 2 });
  await release('');
  expect(granted).toEqual(['large 1', 'large 2', 'small 1']);
  await release('large 1');
  expect(granted.slice(3)).toEqual(['large 3']);
  await release('large 2');
  expect(granted.slice(4)).toEqual(['small 2']);
});

test('a place that is released twice comes free once', async () => {
  const slots = createSlots({ total: 1 });
  const release = await slots.acquire({ order: 1 });
  release();
  release();
  expect(slots.takeSpare()).toBeDefined();
  expect(slots.takeSpare()).toBeUndefined();
});

test('who gives up waiting is passed over, and the next is served', async () => {
  const slots = createSlots({ total: 1 });
  const release = await slots.acquire({ order: 1 });
  const controller = new AbortController();
  const impatient = slots.acquire({ order: 2, signal: controller.signal });
  const patient = slots.acquire({ order: 3 });
  controller.abort();
  await expect(impatient).rejects.toMatchObject({ code: 'aborted' });
  release();
  await expect(patient).resolves.toBeTypeOf('function');
  await expect(slots.acquire({ order: 1, signal: controller.signal })).rejects.toMatchObject({
    code: 'aborted',
  });
});

test('a spare place is one that nobody waits for', async () => {
  let offers = 0;
  const slots = createSlots({ total: 1, onSpare: () => offers++ });
  const release = await slots.acquire({ order: 1 });
  const controller = new AbortController();
  const waiting = slots.acquire({ order: 2, signal: controller.signal });
  release();
  expect(offers).toBe(0);
  expect(slots.takeSpare()).toBeUndefined();
  (await waiting)();
  expect(offers).toBe(1);
  expect(slots.takeSpare()).toBeDefined();
});
