import { type Engine, type TextRow, withSource } from './engine.ts';
import type { RowShape } from './row-shape.ts';
import type { Translation } from './translate.ts';

interface QueryInput {
  shape: RowShape;
  /** Where a Parquet file is. */
  file: string | undefined;
  /** The records of any other; undefined for a Parquet file, which the engine reads itself. */
  batches: AsyncIterable<string> | undefined;
}

/** Runs a query batch by batch, so that neither its records nor its rows are ever all in memory. */
export async function* runQuery(
  engine: Engine,
  { query, limit }: Translation,
  input: QueryInput,
): AsyncGenerator<TextRow[]> {
  let left = limit ?? Number.POSITIVE_INFINITY;
  if (left === 0) return;
  const rows =
    query.kind === 'rows' ? selectRows(engine, query.sql, input) : aggregateRows(engine, query, input);
  for await (const some of rows) {
    if (some.length >= left) {
      yield some.slice(0, left);
      return;
    }
    left -= some.length;
    yield some;
  }
}

async function* selectRows(engine: Engine, sql: string, input: QueryInput): AsyncGenerator<TextRow[]> {
  const prepared = await engine.prepare(withSource(input.shape, input.file, sql));
  if (input.batches === undefined) yield* prepared.rows(undefined);
  else for await (const batch of input.batches) yield* prepared.rows(batch);
}

async function* aggregateRows(
  engine: Engine,
  query: Extract<Translation['query'], { kind: 'aggregate' }>,
  { shape, file, batches }: QueryInput,
): AsyncGenerator<TextRow[]> {
  const make = withSource(shape, file, query.createPartials, 'NULL');
  await drain((await engine.prepare(`CREATE TABLE partials AS ${make}`)).rows(undefined));
  const insert = await engine.prepare(
    `INSERT INTO partials ${withSource(shape, file, query.insertPartials)}`,
  );
  if (batches === undefined) await drain(insert.rows(undefined));
  else for await (const batch of batches) await drain(insert.rows(batch));
  yield* (await engine.prepare(query.sql)).rows(undefined);
}

async function drain(rows: AsyncGenerator<TextRow[]>): Promise<void> {
  while (!(await rows.next()).done);
}
