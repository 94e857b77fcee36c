import type { CallOptions } from '../../call-options.ts';
import { StorageError } from '../../errors.ts';
import type { ListenInput, ListenSignal } from '../../events/event-types.ts';
import type { S3Caller } from '../caller.ts';
import { createEventLines } from './event-lines.ts';

/** Seconds between the signs of life that are asked for. */
const ping = 1;
/** ms. Some builds of MinIO take the call and never send a byte: they are told apart by this limit. */
const silenceLimit = 5000;

/**
 * Listens until the signal aborts, or the server ends it, which ends the generator. Nothing is replayed: what happens
 * between two connections is lost. Rejects with `timeout` after 5 s of silence (before the first signal it means that
 * nothing streams here), `not-supported` where something else answers, as servers do that do not know the call and
 * list the bucket instead. API: MinIO's ListenNotification, ListenBucketNotification.
 */
export async function* listen(
  caller: S3Caller,
  { bucket, prefix, suffix, events }: ListenInput,
  { signal }: CallOptions = {},
): AsyncGenerator<ListenSignal, void, undefined> {
  const response = await caller.plain(
    { method: 'GET', bucket, query: listenQuery({ prefix, suffix, events }) },
    { signal, idleTimeout: silenceLimit },
  );
  const reader = response.body?.getReader();
  const lines = createEventLines();
  let heard = false;
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      for (const one of signalsOf(lines.push, read.value, heard)) {
        heard = true;
        yield one;
      }
    }
  } finally {
    // Also when nobody wants to hear more: the connection would stay open otherwise. It may have failed already.
    await reader?.cancel().catch(() => undefined);
  }
}

function listenQuery({ prefix, suffix, events }: Omit<ListenInput, 'bucket'>) {
  return {
    prefix,
    suffix,
    // MinIO checks the signature over equal names in the order of sending, not in that of their values.
    events: [...new Set(events)].sort(),
    ping: String(ping),
  };
}

function signalsOf(
  push: (chunk: Uint8Array) => ListenSignal[],
  chunk: Uint8Array,
  heard: boolean,
): ListenSignal[] {
  try {
    return push(chunk);
  } catch (cause) {
    throw new StorageError(heard ? 'not-s3' : 'not-supported', { cause, retryable: heard });
  }
}
