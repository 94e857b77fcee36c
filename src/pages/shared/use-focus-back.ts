import { useEffect, useState } from 'react';

/**
 * For a dialog that is drawn only while it is open, which knows nothing of what had the focus before: gives it back
 * when the dialog goes. Beside `returnFocus={false}`.
 */
export function useFocusBack(): void {
  const [focusedBefore] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (focusedBefore instanceof HTMLElement) focusedBefore.focus();
    },
    [focusedBefore],
  );
}
