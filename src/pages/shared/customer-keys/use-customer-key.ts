import { useSyncExternalStore } from 'react';
import { customerKeyOf, type KeyedObject, onCustomerKeys } from './customer-keys.ts';

/** The key that was given for the object, from the moment on that it is given. */
export function useCustomerKey(object: KeyedObject): Uint8Array | undefined {
  return useSyncExternalStore(onCustomerKeys, () => customerKeyOf(object));
}
