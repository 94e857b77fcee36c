import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, 1000);
  return () => clearInterval(timer);
}

/** Turns true within a second when the time comes. `time`: Unix ms, or -1 for never. */
export const useIsPast = (time: number): boolean =>
  useSyncExternalStore(subscribe, () => time !== -1 && time <= Date.now());
