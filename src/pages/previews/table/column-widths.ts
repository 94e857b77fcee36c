/** Rows that are measured. */
const sample = 200;

/** Width of each column in `ch`: of the longest of the first cells, within what can be read; wide scripts count double. */
export function columnWidths(columns: readonly string[], rows: readonly (readonly string[])[]): number[] {
  return columns.map((name, at) => {
    let longest = widthOf(name);
    for (const row of rows.slice(0, sample)) longest = Math.max(longest, widthOf(row[at] ?? ''));
    return Math.min(44, Math.max(6, longest)) + 4;
  });
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text.slice(0, 60)) width += character > '\u2e7f' ? 2 : 1;
  return width;
}
