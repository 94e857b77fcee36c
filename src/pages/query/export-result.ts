import { type Column, cellsOf, columnLabel } from './cells.ts';
import { jsonFields } from './json-fields.ts';

export type ExportForm = 'csv' | 'json';

/** Characters of CSV that are joined before they go into a blob. */
const pieceLength = 1 << 20;

/** The header line of a CSV file. Lines end as RFC 4180 has it. */
export const csvHeader = (columns: readonly Column[]) => csvLine(columns.map(columnLabel));

/** A row as CSV; a line that is no object stays as it is, in the first field. Null and what a row lacks are empty. */
export function csvRow(line: string, columns: readonly Column[]): string {
  const fields = jsonFields(line);
  if (!fields) return csvLine([line]);
  return csvLine(
    cellsOf(fields, columns).map((cell) => (cell === undefined || cell.kind === 'null' ? '' : cell.text)),
  );
}

const csvLine = (values: readonly string[]) => `${values.map(csvValue).join(',')}\r\n`;

const csvValue = (value: string) =>
  /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** A file of all rows: texts joined, so that a blob is made of few pieces. */
export function csvFile(count: number, line: (index: number) => string, columns: readonly Column[]): Blob {
  const pieces: Blob[] = [];
  let piece = csvHeader(columns);
  for (let index = 0; index < count; index += 1) {
    piece += csvRow(line(index), columns);
    if (piece.length < pieceLength) continue;
    pieces.push(new Blob([piece]));
    piece = '';
  }
  return new Blob([...pieces, piece], { type: 'text/csv;charset=utf-8' });
}

/** JSON lines, byte by byte as they came. */
export const jsonFile = (blocks: readonly Uint8Array<ArrayBuffer>[]) =>
  new Blob([...blocks], { type: 'application/x-ndjson' });

/** `orders-result.csv` for `2026/orders.csv.gz`: a name that a file may have everywhere. */
export function exportName(key: string, form: ExportForm): string {
  const name = key.split('/').at(-1) ?? '';
  const stem = name.replace(/(?:\.(?:gz|bz2|csv|tsv|psv|txt|json|jsonl|ndjson|parquet))+$/i, '');
  // Separators, what Windows refuses, controls, and what turns a name around.
  const safe = stem.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_').slice(0, 120);
  return `${safe === '' ? 'query' : safe}-result.${form === 'csv' ? 'csv' : 'jsonl'}`;
}
