import { useCallback, useEffect, useRef } from 'react';

/**
 * Where the keyboard goes when a dialog over the drawer has closed: to the button that opened it, or, where that has
 * gone (an item of a menu, an object that was deleted), to the drawer's first one.
 */
export function useFocusAfterDialog(covered: boolean) {
  const content = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const wasCovered = useRef(covered);
  const onActing = useCallback(() => {
    opener.current = document.activeElement;
  }, []);
  useEffect(() => {
    const uncovered = wasCovered.current && !covered;
    wasCovered.current = covered;
    if (!uncovered || content.current?.contains(document.activeElement)) return;
    const target =
      opener.current?.isConnected && content.current?.contains(opener.current)
        ? opener.current
        : content.current?.querySelector('[role="toolbar"] button, button');
    if (target instanceof HTMLElement) target.focus();
  }, [covered]);
  return { content, onActing };
}
