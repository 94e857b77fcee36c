/**
 * Which rows are chosen, by their ids (a folder's is its prefix, an object's its key; the two never meet in one view).
 * `anchor` is where a
 * range with Shift begins, `active` the row that has the keyboard.
 */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly anchor?: string;
  readonly active?: string;
}

export const noSelection: Selection = { keys: new Set() };

/** The keys of the rows in the order in which they are shown: asked for only where a range needs them. */
export type RowOrder = { indexOf(key: string): number; keysBetween(from: number, to: number): string[] };

/** How a pointer or Space chooses: alone, one more or less, or everything from the anchor. */
export type SelectionMode = 'replace' | 'toggle' | 'range';

export function selectionMode(event: {
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}): SelectionMode {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'replace';
}

export function select(selection: Selection, key: string, mode: SelectionMode, order: RowOrder): Selection {
  if (mode === 'replace') return { keys: new Set([key]), anchor: key, active: key };
  if (mode === 'toggle') {
    const keys = new Set(selection.keys);
    if (!keys.delete(key)) keys.add(key);
    return { keys, anchor: key, active: key };
  }
  const anchor = selection.anchor ?? selection.active ?? key;
  const from = order.indexOf(anchor);
  const to = order.indexOf(key);
  // The anchor's row may have gone: the range is then this row alone.
  if (from < 0 || to < 0) return { keys: new Set([key]), anchor: key, active: key };
  return { keys: new Set(order.keysBetween(Math.min(from, to), Math.max(from, to))), anchor, active: key };
}

/** Moves the keyboard without choosing. */
export function moveTo(selection: Selection, key: string): Selection {
  return selection.active === key ? selection : { ...selection, active: key };
}

/** All loaded rows, or none where all are chosen already. */
export function toggleAll(selection: Selection, loaded: readonly string[]): Selection {
  const all = loaded.length > 0 && loaded.every((key) => selection.keys.has(key));
  return { ...selection, keys: all ? new Set() : new Set(loaded) };
}

export function clear(selection: Selection): Selection {
  return selection.keys.size === 0 ? selection : { ...selection, keys: new Set() };
}

/** Drops what is no longer in the list, so that nothing unseen is acted upon. */
export function keepOnly(selection: Selection, exists: (key: string) => boolean): Selection {
  const keys = [...selection.keys].filter(exists);
  if (keys.length === selection.keys.size) return selection;
  return { ...selection, keys: new Set(keys) };
}
