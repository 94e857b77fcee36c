/**
 * Keys of people's own (SSE-C) for objects that they have opened: in memory only, gone with the page. A key that was
 * given for one object is not tried on another.
 */
const keys = new Map<string, Uint8Array>();
const listeners = new Set<() => void>();

export interface KeyedObject {
  connectionId: string;
  bucket: string;
  key: string;
}

const nameOf = ({ connectionId, bucket, key }: KeyedObject) => JSON.stringify([connectionId, bucket, key]);

export function customerKeyOf(object: KeyedObject): Uint8Array | undefined {
  return keys.get(nameOf(object));
}

export function rememberCustomerKey(object: KeyedObject, key: Uint8Array): void {
  keys.set(nameOf(object), key);
  for (const listener of listeners) listener();
}

export function forgetCustomerKey(object: KeyedObject): void {
  if (!keys.delete(nameOf(object))) return;
  for (const listener of listeners) listener();
}

export function onCustomerKeys(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const names = new WeakMap<Uint8Array, number>();
let named = 0;

/** A number to tell a key from another by, in cache keys and the like, where the key itself must never stand. */
export function numberOfKey(key: Uint8Array | undefined): number | undefined {
  if (!key) return undefined;
  const number = names.get(key) ?? ++named;
  names.set(key, number);
  return number;
}
