import { useCallback, useEffect, useRef } from 'react';
import type { Place } from './use-place.ts';

/**
 * After a step from the list into another folder or view the keyboard stays in the list, on its first row or on the
 * folder that was left. The answer is called before the step; any other way of getting somewhere keeps the focus
 * where it is.
 */
export function useFocusOnArrival(focusList: () => void, place: Place, arrived: boolean): () => void {
  const { prefix, flat, versions, after } = place;
  const name = JSON.stringify([prefix, flat, versions, after]);
  const leaving = useRef<string>(undefined);
  useEffect(() => {
    if (leaving.current === undefined || leaving.current === name || !arrived) return;
    leaving.current = undefined;
    focusList();
  }, [focusList, name, arrived]);
  return useCallback(() => {
    leaving.current = name;
  }, [name]);
}
