import type { Virtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * The roving focus of the list: one row has tabindex 0. `focusNext` is called before a change of the active row
 * that the focus should follow; other changes (rows that arrive, a sort) leave the focus alone. A list that has just
 * appeared draws its rows a moment later, hence the wish that outlives a render. Where the row that had the
 * focus goes away, its successor takes it.
 */
export function useActiveRow(
  scroller: RefObject<HTMLElement | null>,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  active: number,
) {
  const wanted = useRef(false);
  const held = useRef(false);
  const latest = useRef(active);

  const attempt = useCallback(() => {
    const index = latest.current;
    virtualizer.scrollToIndex(index);
    const row = scroller.current?.querySelector<HTMLElement>(`[role="row"][data-index="${index}"]`);
    if (!row) return;
    wanted.current = false;
    row.focus({ preventScroll: true });
  }, [scroller, virtualizer]);

  useLayoutEffect(() => {
    latest.current = active;
    const lost = held.current && document.activeElement === document.body;
    if (wanted.current || lost) attempt();
  });

  // The last row goes, and the list with it.
  useEffect(
    () => () => {
      if (held.current && document.activeElement === document.body) document.getElementById('main')?.focus();
    },
    [],
  );

  const focusNext = useCallback(() => {
    wanted.current = true;
  }, []);
  const focusNow = useCallback(() => {
    wanted.current = true;
    attempt();
  }, [attempt]);
  const focusHandlers = {
    onFocus: () => {
      held.current = true;
    },
    onBlur: (event: FocusEvent) => {
      // A row that is taken out of the page is no person leaving the list.
      if (event.target.isConnected) held.current = false;
    },
  };
  return { focusNow, focusNext, focusHandlers };
}
