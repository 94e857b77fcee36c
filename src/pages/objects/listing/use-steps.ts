import { useCallback } from 'react';
import type { Row } from './list-state.ts';
import type { ListedEntry } from './listed-entry.ts';
import { parentOf } from './place.ts';
import { useFocusOnArrival } from './use-focus-on-arrival.ts';
import type { Go, Place } from './use-place.ts';

interface StepsOptions {
  place: Place;
  go: Go;
  /** The rows of the place are there. */
  arrived: boolean;
  focusList: () => void;
  onObject: (entry: ListedEntry) => void;
}

/** Into what a row stands for, and one folder up. */
export function useSteps({ place, go, arrived, focusList, onObject }: StepsOptions) {
  const { prefix } = place;
  const focusOnArrival = useFocusOnArrival(focusList, place, arrived);
  const open = useCallback(
    (row: Row) => {
      if (row.kind === 'object') return onObject(row.entry);
      focusOnArrival();
      go({ prefix: row.key, q: '', after: undefined });
    },
    [go, focusOnArrival, onObject],
  );
  const up = useCallback(() => {
    const parent = parentOf(prefix);
    if (parent === undefined) return;
    focusOnArrival();
    go({ prefix: parent, q: '', after: undefined });
  }, [go, focusOnArrival, prefix]);
  return { open, up, focusOnArrival };
}
