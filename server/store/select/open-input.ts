import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { PieceReader } from '../bytes/read-parts.ts';
import type { SelectCounts } from './event-stream.ts';
import { decompressed, recordsInRange, type ScanRange, textOf } from './input-bytes.ts';
import { csvBatches, jsonBatches } from './record-batches.ts';
import type { InputFormat, SelectRequest } from './select-request.ts';
import type { PathStep } from './sql-tree.ts';

export interface ObjectBytes {
  size: number;
  /** From `scanStart` on. */
  reader: PieceReader;
  /** Reads the object once more from its beginning, while the first reader is open. */
  reopen: () => Promise<PieceReader>;
  /** A name for a file that does not outlive the process. */
  scratchPath: () => string;
}

export type OpenedInput =
  | { kind: 'csv'; headers: readonly string[] | undefined; batches: AsyncGenerator<string> }
  | { kind: 'json'; batches: AsyncGenerator<string> }
  | { kind: 'parquet'; file: string; remove: () => Promise<void> };

/** Where the reading of the object begins, in bytes: before a range, so that it shows whether a record begins with it. */
export function scanStart(
  { input, scanRange }: Pick<SelectRequest, 'input' | 'scanRange'>,
  size: number,
): number {
  const range = resolveRange(scanRange, size);
  return range === undefined ? 0 : Math.max(0, range.first - delimiterBytes(input).length);
}

/**
 * Opens the object as records. What is known to be wrong with it after its first piece is thrown here, while there is
 * still a status to say it with.
 */
export async function openInput(
  { size, reader, reopen, scratchPath }: ObjectBytes,
  { input, compression, scanRange }: Pick<SelectRequest, 'input' | 'compression' | 'scanRange'>,
  recordPath: readonly PathStep[],
  counts: SelectCounts,
): Promise<OpenedInput> {
  const scanned = counted(reader.chunks(), (bytes) => {
    counts.scanned += bytes;
  });
  const decoded = counted(decompressed(scanned, compression), (bytes) => {
    counts.processed += bytes;
  });
  if (input.kind === 'parquet') return saveParquet(decoded, scratchPath());
  const range = resolveRange(scanRange, size);
  const text = textOf(range === undefined ? decoded : recordsInRange(decoded, range, delimiterBytes(input)));
  if (input.kind === 'json') return { kind: 'json', batches: await begun(jsonBatches(text, recordPath)) };
  const isLater = range !== undefined && range.first > 0;
  const { headers, batches } = await csvBatches(
    text,
    input,
    isLater ? await headerOf(reopen, input) : undefined,
  );
  return {
    kind: 'csv',
    headers: input.header === 'USE' ? headers : undefined,
    batches: await begun(batches),
  };
}

/** Without a start a range is the end of the object. */
function resolveRange(scanRange: SelectRequest['scanRange'], size: number): ScanRange | undefined {
  if (scanRange === undefined) return undefined;
  const { start, end } = scanRange;
  if (start === undefined) return { first: Math.max(0, size - (end ?? 0)), last: size - 1 };
  return { first: Math.min(start, size), last: Math.min(end ?? size - 1, size - 1) };
}

const delimiterBytes = (input: InputFormat) =>
  Buffer.from(input.kind === 'csv' ? input.csv.recordDelimiter : '\n', 'utf8');

/** The names of the columns stand at the beginning of the file, wherever the range is. */
async function headerOf(
  reopen: ObjectBytes['reopen'],
  input: Extract<InputFormat, { kind: 'csv' }>,
): Promise<readonly string[]> {
  if (input.header !== 'USE') return [];
  const reader = await reopen();
  try {
    const { headers, batches } = await csvBatches(textOf(reader.chunks()), input);
    await batches.return(undefined);
    return headers ?? [];
  } finally {
    await reader.close();
  }
}

async function* counted(
  source: AsyncIterable<Buffer>,
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    count(chunk.length);
    yield chunk;
  }
}

/** The same batches, of which the first was waited for. */
async function begun(batches: AsyncGenerator<string>): Promise<AsyncGenerator<string>> {
  const first = await batches.next();
  return (async function* () {
    try {
      if (first.done) return;
      yield first.value;
      yield* batches;
    } finally {
      await batches.return(undefined);
    }
  })();
}

/** A Parquet file is read from its end, so it is laid down for the time of the query. */
async function saveParquet(source: AsyncIterable<Buffer>, file: string): Promise<OpenedInput> {
  const remove = () => rm(file, { force: true });
  try {
    await pipeline(source, createWriteStream(file, { mode: 0o600, flags: 'wx' }));
    return { kind: 'parquet', file, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
