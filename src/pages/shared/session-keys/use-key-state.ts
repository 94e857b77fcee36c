import { useEffect, useState, useSyncExternalStore } from 'react';
import type { KeySource, KeyState } from '../../../storage/index.ts';
import { type KeysNotice, keysNotice } from './keys-ending.ts';

const tick = 5000;

/** Follows keys and the clock. */
export function useKeyState(keys: KeySource): { state: KeyState; notice: KeysNotice } {
  const state = useSyncExternalStore(keys.subscribe, keys.getState);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick);
    return () => clearInterval(timer);
  }, []);
  return { state, notice: keysNotice(state, Math.max(now, Date.now())) };
}
