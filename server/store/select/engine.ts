import { S3Error } from '../http/s3-error.ts';
import { engineError } from './engine-error.ts';
import type { ParquetColumn, RowShape } from './row-shape.ts';
import { checkSql } from './sql-gate.ts';
import type { SqlKind } from './typed-sql.ts';
import { quoteText } from './typed-sql.ts';

interface EngineOptions {
  /** The one file that the engine may read; undefined: none at all. */
  file: string | undefined;
  /** How long the engine may work at a batch, or at a file, in ms. Waiting for bytes or the client does not count. */
  limitMs: number;
  signal: AbortSignal;
}

/** A row of a result: every column is a text. */
export type TextRow = (string | null)[];

interface PreparedQuery {
  /** @param batch records as lines; undefined where the query reads a file. */
  rows(batch: string | undefined): AsyncGenerator<TextRow[]>;
}

export interface Engine {
  /** The columns of the file, which is a Parquet file. */
  parquetColumns(): Promise<ParquetColumn[]>;
  /** Throws at SQL that the translator does not write, before it is read. */
  prepare(sql: string): Promise<PreparedQuery>;
  close(): void;
}

/**
 * An engine of a query's own that can touch nothing: no file but the one it was given, no network, no extension, and
 * no setting, which are locked. So even SQL that a translator had let through by mistake could only reckon.
 * https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
 */
const settings = (file: string | undefined): string[] => [
  `SET TimeZone = 'UTC'`,
  `SET allow_community_extensions = false`,
  `SET allow_persistent_secrets = false`,
  `SET autoinstall_known_extensions = false`,
  `SET autoload_known_extensions = false`,
  // What S3 Select can ask for needs no space but that of a batch, so nothing is ever spilt to a disk.
  `SET temp_directory = ''`,
  ...(file === undefined ? [] : [`SET allowed_paths = [${quoteText(file)}]`]),
  `SET enable_external_access = false`,
  `SET lock_configuration = true`,
];

export async function openEngine({ file, limitMs, signal }: EngineOptions): Promise<Engine> {
  const connection = await openConnection(file);
  let leftMs = limitMs;

  /** One step of the engine's work, which ends early when its time is up or nobody waits for it any more. */
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    if (leftMs <= 0) throw tooLong();
    const begun = performance.now();
    const isLate = () => performance.now() - begun >= leftMs;
    // Again and again: an interruption between two steps of the engine's own would be forgotten.
    const watch = setInterval(
      () => {
        if (signal.aborted || isLate()) connection.interrupt();
      },
      Math.min(50, limitMs),
    );
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (isLate()) throw tooLong();
      throw engineError(error, file !== undefined);
    } finally {
      clearInterval(watch);
      leftMs = Math.max(0, leftMs - (performance.now() - begun));
    }
  };

  return {
    async parquetColumns() {
      const described = await step(() => connection.runAndReadAll(`DESCRIBE ${parquetRelation(file ?? '')}`));
      return described.getRows().map(([name, type]) => parquetColumnOf(String(name), String(type)));
    },
    async prepare(sql) {
      checkSql(sql);
      const prepared = await step(() => connection.prepare(sql));
      return {
        async *rows(batch) {
          leftMs = limitMs;
          if (batch !== undefined) prepared.bindVarchar(1, batch);
          const result = await step(() => prepared.stream());
          for (;;) {
            const chunk = await step(() => result.fetchChunk());
            if (chunk === null || chunk.rowCount === 0) return;
            yield chunk.getRows() as TextRow[];
          }
        },
      };
    },
    close() {
      connection.closeSync();
    },
  };
}

/** Loaded when it is needed first: a store that is never asked to select does without its 100 MB. */
export async function openConnection(file: string | undefined) {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '256MB', threads: '1' });
  try {
    const connection = await instance.connect();
    for (const setting of settings(file)) await connection.run(setting);
    return connection;
  } finally {
    // The connection keeps the instance alive, and only it.
    instance.closeSync();
  }
}

const tooLong = () =>
  new S3Error('ExternalEvalException', 'The query takes too long.').orInMinio('InternalError');

const parquetRelation = (file: string) =>
  `SELECT * FROM read_parquet(${quoteText(file)}, binary_as_string = true)`;

/** Puts the relation `source` before a query. Records come as lines of JSON in the query's one parameter. */
export function withSource(
  shape: RowShape,
  file: string | undefined,
  query: string,
  parameter = '$1',
): string {
  const lines = `(SELECT unnest(string_split(CAST(${parameter} AS VARCHAR), chr(10))) AS u)`;
  const relation =
    shape.kind === 'parquet'
      ? parquetRelation(file ?? '')
      : `SELECT u, CAST(u AS JSON)${shape.kind === 'csv' ? '::VARCHAR[]' : ''} AS r FROM ${lines}`;
  return `WITH source AS NOT MATERIALIZED (${relation}) ${query}`;
}

const kinds: { pattern: RegExp; kind: SqlKind; conversion: ParquetColumn['conversion'] }[] = [
  { pattern: /^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/, kind: 'integer', conversion: 'none' },
  { pattern: /^(?:FLOAT|DOUBLE)$/, kind: 'float', conversion: 'none' },
  { pattern: /^DECIMAL\([0-9, ]+\)$/, kind: 'decimal', conversion: 'none' },
  { pattern: /^BOOLEAN$/, kind: 'boolean', conversion: 'none' },
  { pattern: /^VARCHAR$/, kind: 'text', conversion: 'none' },
  { pattern: /^(?:STRUCT|MAP|UNION)\(|\[[0-9]*\]$/, kind: 'json', conversion: 'to_json' },
  { pattern: /^(?:DATE$|TIMESTAMP)/, kind: 'time', conversion: 'timestamp' },
];

function parquetColumnOf(name: string, type: string): ParquetColumn {
  const found = kinds.find(({ pattern }) => pattern.test(type));
  return { name, kind: found?.kind ?? 'text', conversion: found?.conversion ?? 'varchar' };
}
