import { useCallback, useEffect, useRef } from 'react';
import type { Place } from './use-place.ts';

/**
 * After a step into another folder from the list the keyboard stays in the list, on its first row or on the folder
 * that was left. The answer is called before the step; any other way of getting somewhere keeps the focus where it is.
 */
export function useFocusOnArrival(focusList: () => void, { prefix }: Place, arrived: boolean): () => void {
  const leaving = useRef<string>(undefined);
  useEffect(() => {
    if (leaving.current === undefined || leaving.current === prefix || !arrived) return;
    leaving.current = undefined;
    focusList();
  }, [focusList, prefix, arrived]);
  return useCallback(() => {
    leaving.current = prefix;
  }, [prefix]);
}
