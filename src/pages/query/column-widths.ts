import { type Column, cellsOf, columnLabel } from './cells.ts';
import { jsonFields } from './json-fields.ts';

/** Rows that are measured. */
const measured = 60;
const [narrowest, widest] = [72, 340];

/** Pixels of each column, by the longest text of its first rows; a double-width character counts twice. */
export function columnWidths(
  columns: readonly Column[],
  kept: number,
  line: (index: number) => string,
): number[] {
  const longest = columns.map((column) => Math.ceil(widthOf(columnLabel(column)) * 1.15));
  for (let row = 0; row < Math.min(kept, measured); row += 1) {
    const cells = cellsOf(jsonFields(line(row)) ?? [], columns);
    for (const [index, cell] of cells.entries()) {
      if (cell) longest[index] = Math.max(longest[index] ?? 0, widthOf(cell.text));
    }
  }
  return longest.map((characters) =>
    Math.round(Math.min(widest, Math.max(narrowest, characters * 7.4 + 22))),
  );
}

/** Wide characters begin at the Hangul letters; nothing longer than a cell is counted. */
function widthOf(text: string): number {
  let width = 0;
  for (const sign of text.slice(0, 60)) width += sign >= '\u1100' ? 2 : 1;
  return width;
}
