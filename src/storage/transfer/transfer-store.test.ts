import { expect, test } from 'vitest';
import { createManualClock } from './testing/manual-clock.ts';
import { createTransferStore } from './transfer-store.ts';
import type { Transfer, TransferState } from './transfer-types.ts';

function transfer(id: string, changes: Partial<Transfer> = {}): Transfer {
  return {
    id,
    connectionId: 'c',
    bucket: 'b',
    key: id,
    size: 100,
    bytesSent: 0,
    kind: 'upload',
    retries: 0,
    state: { phase: 'running' },
    ...changes,
  };
}

/** A store whose time stands still until it is told to go on. */
function createClockedStore() {
  const clock = createManualClock();
  const store = createTransferStore(clock);
  let told = 0;
  store.subscribe(() => told++);
  return { store, told: () => told, clock };
}

test('a change is told at once, those that follow closely together after 100 ms', () => {
  const { store, told, clock } = createClockedStore();
  store.set(transfer('a'));
  expect(told()).toBe(1);
  for (let sent = 1; sent <= 50; sent++) store.set(transfer('a', { bytesSent: sent }));
  expect(told()).toBe(1);
  expect(store.getSnapshot().transfers[0]?.bytesSent).toBe(0);
  clock.pass(99);
  expect(told()).toBe(1);
  clock.pass(1);
  expect(told()).toBe(2);
  expect(store.getSnapshot().transfers[0]?.bytesSent).toBe(50);
  clock.pass(1_000);
  expect(told()).toBe(2);
  store.set(transfer('a', { state: { phase: 'paused' } }));
  expect(told()).toBe(3);
});

test('the snapshot and the transfers in it are the same objects until they change', () => {
  const { store, clock } = createClockedStore();
  store.batch(() => ['a', 'b'].map((id) => store.set(transfer(id))));
  const before = store.getSnapshot();
  expect(store.getSnapshot()).toBe(before);
  clock.pass(200);
  store.set(transfer('b', { bytesSent: 5 }));
  const after = store.getSnapshot();
  expect(after).not.toBe(before);
  expect(after.transfers[0]).toBe(before.transfers[0]);
  expect(after.transfers[1]).not.toBe(before.transfers[1]);
  expect(before.transfers[1]?.bytesSent).toBe(0);
});

test('a batch is told once, at its end, however close to the last change; an empty one not at all', () => {
  const { store, told } = createClockedStore();
  store.set(transfer('a'));
  store.batch(() => {
    store.set(transfer('b'));
    store.batch(() => store.set(transfer('c')));
    store.remove('a');
    expect(told()).toBe(1);
  });
  expect(told()).toBe(2);
  expect(store.getSnapshot().transfers.map(({ id }) => id)).toEqual(['b', 'c']);
  store.batch(() => {});
  expect(told()).toBe(2);
});

test('totals: what is active counts, by its state', () => {
  const { store, clock } = createClockedStore();
  const states: TransferState[] = [
    { phase: 'queued' },
    { phase: 'running' },
    { phase: 'paused' },
    { phase: 'completing' },
    { phase: 'verified', by: 'md5', etag: 'e' },
    { phase: 'cancelled', partsLeft: false },
  ];
  store.addSent(0);
  clock.pass(1_000);
  store.addSent(40);
  store.batch(() => {
    for (const [index, state] of states.entries()) store.set(transfer(`${index}`, { state, bytesSent: 10 }));
  });
  expect(store.getSnapshot().totals).toEqual({
    count: 6,
    active: 4,
    verified: 1,
    failed: 0,
    cancelled: 1,
    paused: 1,
    bytesTotal: 400,
    bytesSent: 40,
    bytesPerSecond: 40,
    // What is paused does not go on: 270 bytes of the other three.
    secondsLeft: 6.75,
  });
});

test('a transfer that stands still is shown slower, then without a speed, and then costs nothing', () => {
  const { store, told, clock } = createClockedStore();
  store.addSent(1_000);
  store.set(transfer('a', { bytesSent: 50 }));
  expect(store.getSnapshot().totals.bytesPerSecond).toBe(1_000);
  clock.pass(3_000);
  expect(store.getSnapshot().totals.bytesPerSecond).toBeLessThan(500);
  clock.pass(3_000);
  expect(store.getSnapshot().totals).toMatchObject({ bytesPerSecond: 0, secondsLeft: undefined });
  const before = told();
  expect(clock.alarmsSet()).toBe(0);
  clock.pass(60_000);
  expect(told()).toBe(before);
});
