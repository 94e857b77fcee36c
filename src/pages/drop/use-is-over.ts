import { useEffect, useState } from 'react';

/** Timers count in 32 bits: longer waits fire at once. */
const longestTimer = 2 ** 31 - 1;

/** Turns true when the time comes, also while the page is open. */
export function useIsOver(end: Date): boolean {
  const [isOver, setIsOver] = useState(() => end.getTime() <= Date.now());
  useEffect(() => {
    const left = end.getTime() - Date.now();
    if (left <= 0) {
      setIsOver(true);
      return;
    }
    if (left > longestTimer) return;
    const timer = setTimeout(() => setIsOver(true), left);
    return () => clearTimeout(timer);
  }, [end]);
  return isOver;
}
