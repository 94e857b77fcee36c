import type { Profile } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { type Engine, openEngine } from './engine.ts';
import { takeSlot } from './engine-slots.ts';
import type { SelectCounts } from './event-stream.ts';
import { type ObjectBytes, type OpenedInput, openInput } from './open-input.ts';
import { recordWriter } from './output-records.ts';
import type { RowShape } from './row-shape.ts';
import { runQuery } from './run-query.ts';
import type { SelectRequest } from './select-request.ts';
import { sqlError } from './sql-tokens.ts';
import type { ParsedQuery } from './translate.ts';

/** How long the engine may work at a batch of records, or at a Parquet file, in ms. */
const queryLimitMs = 30_000;
/** Records are handed on in texts of about this many characters. */
const textLength = 32 * 1024;

export interface SelectionOptions {
  object: ObjectBytes;
  request: SelectRequest;
  query: ParsedQuery;
  profile: Profile;
  /** Unix ms. */
  now: number;
  /** Ends the query, wherever it is. */
  signal: AbortSignal;
  limitMs?: number;
}

export interface Selection {
  /** Texts of one whole record or more. */
  records: AsyncGenerator<string>;
  /** What was read and returned so far. */
  counts: SelectCounts;
  /** Closes all that was opened, the object's reader too; after `records` has ended or was returned. */
  dispose(): Promise<void>;
}

/** Opens the object and an engine, and begins. It throws what can be known to be wrong before a record was looked at. */
export async function openSelection(options: SelectionOptions): Promise<Selection> {
  const { object, request, signal, limitMs = queryLimitMs } = options;
  const counts: SelectCounts = { scanned: 0, processed: 0, returned: 0 };
  const opened: (() => unknown)[] = [() => object.reader.close()];
  const dispose = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    opened.push(await takeSlot(signal));
    const input = await openInput(object, request, options.query.recordPath, counts);
    opened.push(() => (input.kind === 'parquet' ? input.remove() : input.batches.return(undefined)));
    const file = input.kind === 'parquet' ? input.file : undefined;
    const engine = await openEngine({ file, limitMs, signal });
    opened.push(() => engine.close());
    return { records: await recordsOf(engine, input, options), counts, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function recordsOf(
  engine: Engine,
  input: OpenedInput,
  { query, request, profile, now }: SelectionOptions,
): Promise<AsyncGenerator<string>> {
  const shape = await shapeOf(engine, input, query);
  try {
    const translation = query.translate(shape, request.output.kind, now);
    const write = recordWriter(request.output, translation.columns, shape);
    const file = input.kind === 'parquet' ? input.file : undefined;
    const batches = input.kind === 'parquet' ? undefined : input.batches;
    return texts(runQuery(engine, translation, { shape, file, batches }), write);
  } catch (error) {
    const isToldLater =
      profile === 'minio' && error instanceof S3Error && error.inMinio?.code === 'InternalError';
    if (!isToldLater) throw error;
    return failing(error);
  }
}

async function shapeOf(engine: Engine, input: OpenedInput, query: ParsedQuery): Promise<RowShape> {
  if (input.kind === 'json') return { kind: 'json', path: query.rowPath };
  if (query.recordPath.length + query.rowPath.length > 0) {
    throw sqlError('ParseInvalidPathComponent', 'Only JSON has paths in FROM.');
  }
  if (input.kind === 'csv') return { kind: 'csv', headers: input.headers };
  return { kind: 'parquet', columns: await engine.parquetColumns() };
}

async function* texts<R>(rows: AsyncGenerator<R[]>, write: (row: R) => string): AsyncGenerator<string> {
  for await (const some of rows) {
    let text = '';
    for (const row of some) {
      text += write(row);
      if (text.length < textLength) continue;
      yield text;
      text = '';
    }
    if (text !== '') yield text;
  }
}

// biome-ignore lint/correctness/useYield: it fails before there is anything to give
async function* failing(error: unknown): AsyncGenerator<string> {
  throw error;
}
