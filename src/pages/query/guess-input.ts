import type { SelectFormat } from '../../storage/index.ts';
import { cellOf } from './cells.ts';
import { guessCsv } from './guess-csv.ts';
import { guessJson, type JsonGuess } from './guess-json.ts';

export type Compression = 'NONE' | 'GZIP' | 'BZIP2';

/** The beginning of an object. */
export interface Sample {
  compression: Compression;
  /** Decompressed as far as the browser can. */
  bytes: Uint8Array;
  /** There is more of the object. */
  isCut: boolean;
}

export interface KnownColumn {
  name: string;
  /** One of its values, where one was seen. */
  example?: string;
}

export interface InputGuess {
  /** Absent: nothing tells, and the person chooses. */
  format?: SelectFormat;
  compression: Compression;
  columns: KnownColumn[];
  rows: JsonGuess['rows'];
}

const delimiterOfName: Record<string, string> = { tsv: '\t', tab: '\t', psv: '|' };
const magic: readonly [Compression, readonly number[]][] = [
  ['GZIP', [0x1f, 0x8b]],
  ['BZIP2', [0x42, 0x5a, 0x68]],
];

/** How an object's bytes say that they are compressed. */
export function compressionOf(bytes: Uint8Array): Compression {
  const found = magic.find(([, begin]) => begin.every((byte, at) => bytes[at] === byte));
  return found?.[0] ?? 'NONE';
}

/**
 * What kind of file an object is, from its name, its content type and its first bytes; the bytes have the last word.
 * `keepsMark`: the server takes a byte order mark for the beginning of the first column's name, as MinIO does.
 */
export function guessInput(
  { key, contentType = '' }: { key: string; contentType?: string },
  sample: Sample | undefined,
  keepsMark = false,
): InputGuess {
  const suffixes = (key.split('/').at(-1) ?? '').toLowerCase().split('.').slice(1);
  const named: Compression = suffixes.includes('gz') ? 'GZIP' : suffixes.includes('bz2') ? 'BZIP2' : 'NONE';
  const compression = sample && sample.bytes.length > 0 ? sample.compression : named;
  const kind = suffixes.findLast((suffix) => !['gz', 'bz2'].includes(suffix)) ?? '';
  const common: InputGuess = { compression, columns: [], rows: { kind: 'root' } };
  if (sample && startsWith(sample.bytes, 'PAR1'))
    return { ...common, compression: 'NONE', format: { kind: 'parquet' } };

  const text = sample && textOfSample(sample.bytes);
  if (!text?.trim() || !sample) return { ...common, format: formatOfName(kind, contentType) };
  const isCut = sample.isCut || sample.compression !== 'NONE';
  const json = /^csv|^tsv/.test(kind) ? undefined : guessJson(text, isCut);
  if (json) {
    const columns = json.fields.map(({ name, raw }) => ({ name, example: cellOf(raw).text }));
    return { ...common, rows: json.rows, columns, format: { kind: 'json', type: json.type } };
  }
  const csv = guessCsv(text, isCut, delimiterOfName[kind]);
  const isCsv = formatOfName(kind, contentType)?.kind === 'csv' || csv.isEven;
  if (!isCsv) return common;
  return {
    ...common,
    columns: csv.firstRow.map((name, index) => {
      if (!csv.hasHeader) return { name: `_${index + 1}`, example: name };
      const mark = keepsMark && index === 0 && hasMark(sample.bytes) ? '\ufeff' : '';
      return { name: `${mark}${name}`, example: csv.secondRow[index] };
    }),
    format: {
      kind: 'csv',
      header: csv.hasHeader ? 'USE' : 'NONE',
      fieldDelimiter: csv.fieldDelimiter,
      quote: csv.quote,
      // Old Mac files: all other line ends are what servers expect.
      ...(/\r(?!\n)/.test(text) && !text.includes('\n') ? { recordDelimiter: '\r' } : {}),
      quotedRecordDelimiter: true,
    },
  };
}

function formatOfName(kind: string, contentType: string): SelectFormat | undefined {
  const type = contentType.toLowerCase().split(';')[0]?.trim() ?? '';
  const is = (kinds: readonly string[], types: RegExp) =>
    kinds.includes(kind) || (kind === '' && types.test(type));
  if (is(['parquet', 'pq'], /parquet/)) return { kind: 'parquet' };
  if (is(['jsonl', 'ndjson', 'ldjson'], /ndjson|jsonl|json-?lines/)) return { kind: 'json', type: 'LINES' };
  if (is(['json', 'geojson'], /json/)) return { kind: 'json', type: 'DOCUMENT' };
  if (is(['csv', 'tsv', 'tab', 'psv'], /csv|tab-separated/)) {
    return {
      kind: 'csv',
      header: 'USE',
      fieldDelimiter: delimiterOfName[kind] ?? (/tab-separated/.test(type) ? '\t' : ','),
      quote: '"',
      quotedRecordDelimiter: true,
    };
  }
  return undefined;
}

const startsWith = (bytes: Uint8Array, text: string) =>
  [...text].every((sign, at) => bytes[at] === sign.charCodeAt(0));

/** The byte order mark of UTF-8, which spreadsheets write. */
const hasMark = ([first, second, third]: Uint8Array) => first === 0xef && second === 0xbb && third === 0xbf;

/** Undefined where it is no text in UTF-8; a character that the end of the sample cuts is none of it. */
function textOfSample(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}
