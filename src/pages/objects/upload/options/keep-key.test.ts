import { expect, test } from 'vitest';
import type { Transfer } from '../../../../storage/index.ts';
import { customerKeyOf } from '../../../shared/customer-keys/customer-keys.ts';
import { keepKey } from './keep-key.ts';

const customerKey = new Uint8Array(32);

function scene() {
  const listeners = new Set<(transfer: Transfer) => void>();
  return {
    listeners,
    onVerified(listener: (transfer: Transfer) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    arrive(id: string, key: string) {
      for (const listener of listeners) listener({ id, connectionId: 'c', bucket: 'b', key } as Transfer);
    },
  };
}

const keyOf = (key: string) => customerKeyOf({ connectionId: 'c', bucket: 'b', key });

test('a key is remembered for what has arrived, and for nothing else', () => {
  const engine = scene();
  keepKey(engine, { connectionId: 'c' }, ['1', '2'], { encryption: { kind: 'sse-c', customerKey } });
  engine.arrive('3', 'other');
  engine.arrive('1', 'first');
  expect([keyOf('first'), keyOf('second'), keyOf('other')]).toEqual([customerKey, undefined, undefined]);
  engine.arrive('2', 'second');
  expect(keyOf('second')).toBe(customerKey);
  expect(engine.listeners.size).toBe(0);
});

test.each([undefined, {}, { encryption: { kind: 'sse-s3' as const } }])(
  'with %j there is none',
  (options) => {
    const engine = scene();
    keepKey(engine, { connectionId: 'c' }, ['1'], options);
    expect(engine.listeners.size).toBe(0);
  },
);
