import { useEffect, useRef } from 'react';

/** Gives the list the keyboard back where the drawer was closed, by its button, by Escape or by going back. */
export function useFocusBack(isOpen: boolean, focusList: () => void): void {
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    const closed = wasOpen.current && !isOpen;
    wasOpen.current = isOpen;
    if (closed) focusList();
  }, [isOpen, focusList]);
}
