/** What the beginning of a CSV file shows. */
export interface CsvGuess {
  fieldDelimiter: string;
  quote: string;
  hasHeader: boolean;
  /** Of the first line: names, or values. */
  firstRow: string[];
  secondRow: string[];
  /** Every line has as many fields as the first, of which there are two or more. */
  isEven: boolean;
}

const delimiters = [',', '\t', ';', '|'] as const;
/** Rows that are looked at. */
const enough = 50;

/** `isCut`: there is more of the file, so that the last row may be half of one. */
export function guessCsv(text: string, isCut: boolean, wanted?: string): CsvGuess {
  const quote = guessQuote(text);
  const tried = (wanted === undefined ? delimiters : [wanted]).map((delimiter) => {
    const rows = csvRows(text, delimiter, quote, isCut);
    const width = rows[0]?.length ?? 0;
    const even = rows.filter((row) => row.length === width).length;
    return { delimiter, rows, width, even: rows.length === 0 ? 0 : even / rows.length };
  });
  // One that divides every line alike says more than one that stands in some of them.
  const best = tried.reduce((a, b) => (score(b) > score(a) ? b : a));
  return {
    fieldDelimiter: best.delimiter,
    quote,
    hasHeader: hasHeader(best.rows),
    firstRow: best.rows[0] ?? [],
    secondRow: best.rows[1] ?? [],
    isEven: best.width > 1 && best.even === 1,
  };
}

const score = ({ width, even }: { width: number; even: number }) =>
  width < 2 ? 0 : even === 1 ? 1000 + width : even * 100;

/** Which one stands at the beginnings of fields. */
function guessQuote(text: string): string {
  const begins = (quote: string) => (text.match(new RegExp(`(?:^|[,;|\\t\\n])${quote}`, 'g')) ?? []).length;
  return begins("'") > 1 && begins('"') === 0 ? "'" : '"';
}

/** The rows at the beginning of a text, at most 50, without empty ones. */
function csvRows(text: string, delimiter: string, quote: string, isCut: boolean): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let isQuoted = false;
  const endField = () => {
    row.push(field);
    field = '';
  };
  const endRow = () => {
    endField();
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length && rows.length < enough; at += 1) {
    const sign = text[at] ?? '';
    if (isQuoted) {
      if (sign !== quote) field += sign;
      else if (text[at + 1] === quote) {
        field += quote;
        at += 1;
      } else isQuoted = false;
    } else if (sign === quote && field === '') isQuoted = true;
    else if (text.startsWith(delimiter, at)) {
      endField();
      at += delimiter.length - 1;
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[at + 1] === '\n') at += 1;
      endRow();
    } else field += sign;
  }
  if (rows.length < enough && (!isCut || rows.length === 0) && (field !== '' || row.length > 0)) endRow();
  return rows;
}

const isValue = (cell: string) =>
  /^\s*$|^[-+]?[\d.,' ]*\d%?$|^[-+]?\d+(?:\.\d+)?e[-+]?\d+$|^\d{4}-\d\d-\d\d|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|^(?:true|false|null|yes|no)$|@|:\/\//i.test(
    cell,
  );
const isName = (cell: string) => /^[\p{L}_][\p{L}\p{M}\p{N}_ .()#%/-]{0,60}$/u.test(cell.trim());

/** A first line of names that differ, above at least one column whose values are of another kind, or all identifiers. */
function hasHeader([first, ...others]: readonly string[][]): boolean {
  if (!first || first.some(isValue) || new Set(first).size < first.length) return false;
  if (others.length === 0) return first.every(isName);
  const isOverValues = first.some((_, column) =>
    others.every((row) => row[column] !== undefined && isValue(row[column])),
  );
  return isOverValues || (first.every(isName) && others.every((row) => row.join('\0') !== first.join('\0')));
}
