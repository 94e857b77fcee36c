import type { SelectInput, SelectSignal, StorageDriver } from '../../storage/index.ts';

/**
 * What carries a query out. The server's is the only one; one in the browser would read the object by ranges and give
 * the same signals: rows as JSON lines, bytes cut anywhere, and counts. It rejects with a `StorageError`, and ends what
 * it does when the signal aborts.
 */
export interface QueryEngine {
  id: 'server';
  run(input: SelectInput, options: { signal: AbortSignal }): AsyncGenerator<SelectSignal, void, undefined>;
}

/** Undefined where the protocol has no queries. */
export function serverEngine({ select }: StorageDriver): QueryEngine | undefined {
  return select && { id: 'server', run: (input, options) => select.query(input, options) };
}
