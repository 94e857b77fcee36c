import { useCallback } from 'react';
import type { ObjectEntry } from '../../../storage/index.ts';
import type { Row } from './list-state.ts';
import { parentOf } from './place.ts';
import { useFocusOnArrival } from './use-focus-on-arrival.ts';
import type { Go, Place } from './use-place.ts';

interface StepsOptions {
  place: Place;
  go: Go;
  /** The rows of the place are there. */
  arrived: boolean;
  focusList: () => void;
  onObject: (entry: ObjectEntry) => void;
}

/** Into what a row stands for, and one folder up. */
export function useSteps({ place, go, arrived, focusList, onObject }: StepsOptions) {
  const { prefix } = place;
  const focusOnArrival = useFocusOnArrival(focusList, place, arrived);
  const open = useCallback(
    (row: Row) => {
      if (row.kind === 'object') return onObject(row.entry);
      focusOnArrival();
      go({ prefix: row.key, q: '' });
    },
    [go, focusOnArrival, onObject],
  );
  const up = useCallback(() => {
    const parent = parentOf(prefix);
    if (parent === undefined) return;
    focusOnArrival();
    go({ prefix: parent, q: '' });
  }, [go, focusOnArrival, prefix]);
  return { open, up };
}
