/** Rarest in running text first: where two part the lines alike, that one it is. */
export const delimiters = ['\t', ';', '|', ','] as const;
export type Delimiter = (typeof delimiters)[number];

/** The one that parts the first lines most evenly; a comma where none does. */
export function guessDelimiter(text: string): Delimiter {
  const head = text.slice(0, 64 * 1024);
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const counts = parseDelimited(head, delimiter, { limit: 20 })
      .filter((row) => row.length > 1 || row[0] !== '')
      .map((row) => row.length);
    const first = counts[0] ?? 1;
    const alike = counts.filter((count) => count === first).length / Math.max(1, counts.length);
    const score = first > 1 ? alike * 100 + Math.min(first, 50) : 0;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/**
 * Rows of fields (RFC 4180): quoted fields may hold delimiters, line ends and doubled quotes. A quote within a field
 * that did not begin with one is a character. Text after the last line end is a row too, unless it is empty.
 */
export function parseDelimited(
  text: string,
  delimiter: string,
  { limit = Number.POSITIVE_INFINITY }: { limit?: number } = {},
): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length && rows.length < limit) {
    const field = readField(text, at, delimiter);
    row.push(field.value);
    at = field.end;
    if (text[at] === delimiter) {
      at += 1;
      // A delimiter as the last character: an empty field follows it.
      if (at < text.length) continue;
      row.push('');
    } else if (text[at] === '\r' && text[at + 1] === '\n') at += 2;
    else at += 1;
    rows.push(row);
    row = [];
  }
  return rows;
}

function readField(text: string, start: number, delimiter: string): { value: string; end: number } {
  if (text[start] !== '"') {
    const end = endOfPlain(text, start, delimiter);
    return { value: text.slice(start, end), end };
  }
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return { value: value + text.slice(from), end: text.length };
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      // What stands between the closing quote and the delimiter is kept as it is.
      const end = endOfPlain(text, quote + 1, delimiter);
      return { value: value + text.slice(quote + 1, end), end };
    }
    value += '"';
    from = quote + 2;
  }
}

function endOfPlain(text: string, start: number, delimiter: string): number {
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === delimiter || character === '\n' || character === '\r') return at;
  }
  return text.length;
}
