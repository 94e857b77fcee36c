import { expect, it, vi } from 'vitest';
import {
  customerKeyOf,
  forgetCustomerKey,
  numberOfKey,
  onCustomerKeys,
  rememberCustomerKey,
} from './customer-keys.ts';

const object = { connectionId: 'c', bucket: 'b', key: 'k' };
const key = new Uint8Array(32).fill(7);

it('keeps a key for the one object that it was given for, and says so', () => {
  const heard = vi.fn();
  const stop = onCustomerKeys(heard);
  rememberCustomerKey(object, key);
  expect(customerKeyOf({ ...object })).toBe(key);
  for (const other of [{ connectionId: 'd' }, { bucket: 'bb' }, { key: 'k2' }]) {
    expect(customerKeyOf({ ...object, ...other })).toBeUndefined();
  }
  expect(heard).toHaveBeenCalledTimes(1);
  forgetCustomerKey(object);
  forgetCustomerKey(object);
  expect(customerKeyOf(object)).toBeUndefined();
  expect(heard).toHaveBeenCalledTimes(2);
  stop();
  rememberCustomerKey(object, key);
  expect(heard).toHaveBeenCalledTimes(2);
});

it('names keys by numbers that say nothing of them', () => {
  const other = new Uint8Array(32).fill(7);
  expect(numberOfKey(undefined)).toBeUndefined();
  expect(numberOfKey(key)).toBe(numberOfKey(key));
  expect(numberOfKey(other)).not.toBe(numberOfKey(key));
});
