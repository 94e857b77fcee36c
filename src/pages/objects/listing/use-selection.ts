import { useCallback, useMemo, useState } from 'react';
import type { ListRows } from './list-state.ts';
import { rowId } from './listed-entry.ts';
import { folderLeft } from './place.ts';
import { keepOnly, noSelection, type Selection } from './selection.ts';
import type { Place } from './use-place.ts';

interface Held {
  place: string;
  prefix: string;
  selection: Selection;
}

/** What is chosen here. Another place begins with nothing chosen, and going up stands on the folder that was left. */
export function useSelection(place: Place, rows: ListRows) {
  const { prefix } = place;
  const name = JSON.stringify([place.bucket, prefix, place.q, place.flat, place.versions, place.after]);
  const [held, setHeld] = useState<Held>({ place: name, prefix, selection: noSelection });
  let current = held;
  if (held.place !== name) {
    current = {
      place: name,
      prefix,
      selection: { keys: new Set(), active: folderLeft(held.prefix, prefix) },
    };
    setHeld(current);
  }
  const { selection } = current;
  const shown = useMemo(() => {
    if (selection.keys.size === 0) return selection;
    const keys = new Set(rows.folders);
    for (const entry of rows.entries) keys.add(rowId(entry));
    return keepOnly(selection, (id) => keys.has(id));
  }, [selection, rows]);

  const change = useCallback(
    (by: (selection: Selection) => Selection) =>
      setHeld((before) => ({ ...before, selection: by(before.selection) })),
    [],
  );
  return { selection: shown, change };
}
