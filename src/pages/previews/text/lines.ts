/** A row of the view: a line, or a piece of one that is too long for one element. */
export interface TextRow {
  /** From 1; absent where the row goes on with the line above. */
  line?: number;
  text: string;
}

/** UTF-16 units in one row: browsers take seconds to lay out one of a megabyte. */
const longestRow = 2_000;

/** Lines end with LF, CR LF or CR. Rows joined again are the text. */
export function rowsOf(text: string): TextRow[] {
  const rows: TextRow[] = [];
  let number = 0;
  for (const line of text.split(/\r\n|\n|\r/)) {
    number += 1;
    for (let from = 0; from === 0 || from < line.length; ) {
      const to = cutAt(line, from + longestRow);
      rows.push({ line: from === 0 ? number : undefined, text: line.slice(from, to) });
      from = to === 0 ? 1 : to;
    }
  }
  return rows;
}

/** Never between the halves of a surrogate pair. */
function cutAt(line: string, at: number): number {
  if (at >= line.length) return line.length;
  const unit = line.charCodeAt(at - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? at - 1 : at;
}

export type TextPiece = { kind: 'text'; text: string } | { kind: 'mark'; codePoint: string };

/** Controls but the tab, and what turns the direction of the text around or shows nothing. */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** So that source code reads as it runs: characters that would hide or reorder others become marks. */
export function piecesOf(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(hidden)) {
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    const code = match[0].codePointAt(0) ?? 0;
    pieces.push({ kind: 'mark', codePoint: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}
