import type { TextRow } from './engine.ts';
import { maxRecordLength, overMaxRecordSize } from './record-size.ts';
import type { RowShape } from './row-shape.ts';
import { topLevelValues } from './scan-json.ts';
import type { OutputFormat } from './select-request.ts';
import type { OutputColumn } from './translate.ts';

type CsvOutput = Extract<OutputFormat, { kind: 'csv' }>;

/** How a row of the engine's is written in the format that the client asked for. */
export function recordWriter(
  format: OutputFormat,
  columns: readonly OutputColumn[] | undefined,
  shape: RowShape,
): (row: TextRow) => string {
  const write =
    columns === undefined ? wholeRecord(format, shape) : (row: TextRow) => selected(format, columns, row);
  return (row) => {
    const record = write(row);
    if (record.length > maxRecordLength) throw overMaxRecordSize();
    return record + format.recordDelimiter;
  };
}

function wholeRecord(format: OutputFormat, shape: RowShape): (row: TextRow) => string {
  if (shape.kind === 'json') {
    return ([text]) => (format.kind === 'json' ? jsonRecord(text) : csvRecord(format, documentFields(text)));
  }
  const headers = shape.kind === 'csv' ? (shape.headers ?? []) : [];
  return ([text]) => {
    const fields = JSON.parse(text ?? '[]') as string[];
    if (format.kind === 'csv') return csvRecord(format, fields);
    return jsonObject(
      fields.map((field, index) => [headers[index] ?? `_${index + 1}`, JSON.stringify(field)]),
    );
  };
}

function selected(format: OutputFormat, columns: readonly OutputColumn[], row: TextRow): string {
  if (format.kind === 'csv') return csvRecord(format, row);
  const members: [string, string][] = [];
  for (const [index, { name, nullIs, isNumber }] of columns.entries()) {
    const text = row[index] ?? null;
    if (text === null) {
      if (nullIs === 'null') members.push([name, 'null']);
    } else members.push([name, isNumber && !isJsonNumber(text) ? 'null' : text]);
  }
  return jsonObject(members);
}

/** What the engine calls infinite has no form in JSON. */
const isJsonNumber = (text: string) => /^-?\d/.test(text);

/** What is no object becomes one of a single member. */
function jsonRecord(text: string | null | undefined): string {
  if (text === null || text === undefined) return '{}';
  return text.startsWith('{') ? text : jsonObject([['_1', text]]);
}

const jsonObject = (members: readonly (readonly [name: string, json: string])[]) =>
  `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;

/** The values of an object as fields: texts as they are, what is nested as JSON. */
function documentFields(text: string | null | undefined): (string | null)[] {
  if (text === null || text === undefined) return [];
  return topLevelValues(text).map((value) => {
    if (value === 'null') return null;
    return value.startsWith('"') ? (JSON.parse(value) as string) : value;
  });
}

const csvRecord = (format: CsvOutput, fields: readonly (string | null)[]) =>
  fields.map((field) => csvField(format, field ?? '')).join(format.fieldDelimiter);

function csvField(
  { fieldDelimiter, recordDelimiter, quote, quoteEscape, quoteFields }: CsvOutput,
  field: string,
): string {
  const needsQuotes =
    quoteFields === 'ALWAYS' ||
    [fieldDelimiter, recordDelimiter, '\n', '\r', ...(quote === '' ? [] : [quote])].some((sign) =>
      field.includes(sign),
    );
  if (!needsQuotes || quote === '') return field;
  const escaped =
    quoteEscape === '' || quoteEscape === quote
      ? field.replaceAll(quote, quote + quote)
      : field.replaceAll(quoteEscape, quoteEscape + quoteEscape).replaceAll(quote, quoteEscape + quote);
  return quote + escaped + quote;
}
