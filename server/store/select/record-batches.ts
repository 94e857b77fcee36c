import { CsvRecordReader } from './csv-records.ts';
import { JsonRecordReader } from './json-records.ts';
import type { InputFormat } from './select-request.ts';
import type { PathStep } from './sql-tree.ts';

type CsvFormat = Extract<InputFormat, { kind: 'csv' }>;

/** How much text goes to the engine at a time, in characters. */
const batchLength = 512 * 1024;

interface CsvBatches {
  headers: readonly string[] | undefined;
  batches: AsyncGenerator<string>;
}

/**
 * The records of a CSV file as lines of JSON, each a list of texts. Resolves when the header is read.
 * @param header of a file of which only a later part is read; then no record of the text is one.
 */
export async function csvBatches(
  text: AsyncIterable<string>,
  { csv, header: kind }: CsvFormat,
  header?: readonly string[],
): Promise<CsvBatches> {
  const records = csvRecords(text, csv);
  if (kind === 'NONE' || header !== undefined) return { headers: header, batches: batched(records, []) };
  for (;;) {
    const next = await records.next();
    if (next.done) return { headers: kind === 'USE' ? [] : undefined, batches: batched(records, []) };
    const [first, ...rest] = next.value;
    if (first === undefined) continue;
    return { headers: kind === 'USE' ? first : undefined, batches: batched(records, rest) };
  }
}

async function* csvRecords(text: AsyncIterable<string>, csv: CsvFormat['csv']): AsyncGenerator<string[][]> {
  const reader = new CsvRecordReader(csv);
  for await (const chunk of text) yield reader.push(chunk);
  yield reader.end();
}

async function* batched(records: AsyncGenerator<string[][]>, first: string[][]): AsyncGenerator<string> {
  yield* joined(
    (async function* () {
      yield first.map((fields) => JSON.stringify(fields));
      for await (const fieldLists of records) yield fieldLists.map((fields) => JSON.stringify(fields));
    })(),
  );
}

/** The records of a JSON text, a line each. */
export async function* jsonBatches(
  text: AsyncIterable<string>,
  path: readonly PathStep[],
): AsyncGenerator<string> {
  const reader = new JsonRecordReader(path);
  yield* joined(
    (async function* () {
      for await (const chunk of text) yield reader.push(chunk);
      yield reader.end();
    })(),
  );
}

async function* joined(lines: AsyncIterable<string[]>): AsyncGenerator<string> {
  let batch: string[] = [];
  let length = 0;
  for await (const more of lines) {
    for (const line of more) {
      batch.push(line);
      length += line.length;
      if (length < batchLength) continue;
      yield batch.join('\n');
      batch = [];
      length = 0;
    }
  }
  if (batch.length > 0) yield batch.join('\n');
}
