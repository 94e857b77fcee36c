import { expect, test } from 'vitest';
import type { Transfer, TransferSnapshot } from '../../storage/index.ts';
import { createUploadLog } from './upload-log.ts';

const transfer = (id: string, bytesSent = 0) => ({ id, bytesSent }) as Transfer;

function fakeEngine() {
  let snapshot = { transfers: [] as Transfer[] } as unknown as TransferSnapshot;
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    show(...transfers: Transfer[]) {
      snapshot = { transfers } as unknown as TransferSnapshot;
      for (const listener of listeners) listener();
    },
  };
}

test('only its own, newest first, and they stay when the tray is cleared', () => {
  const engine = fakeEngine();
  const log = createUploadLog(engine);
  engine.show(transfer('other'), transfer('a'), transfer('b'));
  expect(log.getSnapshot()).toEqual([]);
  let told = 0;
  const stop = log.subscribe(() => (told += 1));
  log.add(['a', 'b']);
  expect(told).toBe(1);
  expect(log.getSnapshot().map(({ id }) => id)).toEqual(['b', 'a']);
  const before = log.getSnapshot();
  expect(log.getSnapshot()).toBe(before);
  engine.show(transfer('other', 5), transfer('a', 7));
  expect(log.getSnapshot()).toEqual([transfer('b'), transfer('a', 7)]);
  engine.show();
  expect(log.getSnapshot()).toHaveLength(2);
  stop();
  engine.show(transfer('c'));
  expect(told).toBe(3);
});
