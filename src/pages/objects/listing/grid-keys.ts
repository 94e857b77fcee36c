/** What a key does in the list. `to` is the index of a row. */
export type GridAction =
  | { kind: 'move'; to: number; extend: boolean }
  | { kind: 'toggle' }
  | { kind: 'open' }
  | { kind: 'all' }
  | { kind: 'clear' };

interface GridKey {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** `index` of the active row, `count` of the loaded rows, `page` rows that fit. */
export function gridAction(
  event: GridKey,
  index: number,
  count: number,
  page: number,
): GridAction | undefined {
  const { key, shiftKey, altKey } = event;
  const mod = event.ctrlKey || event.metaKey;
  if (altKey || count === 0) return undefined;
  if (mod) return key.toLowerCase() === 'a' && !shiftKey ? { kind: 'all' } : undefined;
  const to = destination(key, index, count, page);
  if (to !== undefined) return { kind: 'move', to: Math.min(count - 1, Math.max(0, to)), extend: shiftKey };
  if (key === ' ') return { kind: 'toggle' };
  if (key === 'Enter') return { kind: 'open' };
  return key === 'Escape' ? { kind: 'clear' } : undefined;
}

function destination(key: string, index: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return index + 1;
    case 'ArrowUp':
      return index - 1;
    case 'PageDown':
      return index + page;
    case 'PageUp':
      return index - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
