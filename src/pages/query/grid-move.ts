export interface GridPlace {
  row: number;
  column: number;
}

interface GridKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** Where a key leads in a table of `rows` × `columns`, of whose rows `page` are in sight. Undefined: it leads nowhere. */
export function gridMove(
  { key, ctrlKey, metaKey, altKey }: GridKey,
  { row, column }: GridPlace,
  { rows, columns, page }: { rows: number; columns: number; page: number },
): GridPlace | undefined {
  if (altKey || rows === 0 || columns === 0) return undefined;
  const isFar = ctrlKey || metaKey;
  const to = (next: Partial<GridPlace>): GridPlace => ({
    row: Math.min(rows - 1, Math.max(0, next.row ?? row)),
    column: Math.min(columns - 1, Math.max(0, next.column ?? column)),
  });
  switch (key) {
    case 'ArrowDown':
      return to({ row: isFar ? rows : row + 1 });
    case 'ArrowUp':
      return to({ row: isFar ? 0 : row - 1 });
    case 'ArrowRight':
      return to({ column: isFar ? columns : column + 1 });
    case 'ArrowLeft':
      return to({ column: isFar ? 0 : column - 1 });
    case 'PageDown':
      return to({ row: row + page });
    case 'PageUp':
      return to({ row: row - page });
    case 'Home':
      return to({ column: 0, row: isFar ? 0 : row });
    case 'End':
      return to({ column: columns, row: isFar ? rows : row });
    default:
      return undefined;
  }
}
