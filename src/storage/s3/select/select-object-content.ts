import type { CallOptions } from '../../call-options.ts';
import { StorageError } from '../../errors.ts';
import type { SelectInput, SelectSignal } from '../../select-types.ts';
import type { ObjectRef } from '../../types.ts';
import type { S3Caller } from '../caller.ts';
import { customerKeyHeaders } from '../object-options.ts';
import { createEventFrames } from './event-frames.ts';
import { selectDocument } from './select-document.ts';
import { selectRefusal } from './select-errors.ts';
import { signalOf } from './select-signals.ts';

/**
 * ms. A query that finds nothing for long is silent: signs of life come every second, and builds of MinIO hold them
 * back until they fill 4 KiB, which takes more than a minute.
 */
const silenceLimit = 10 * 60_000;

const selectQuery = (versionId: string | undefined) => ({
  select: '',
  'select-type': '2',
  ...(versionId ? { versionId } : {}),
});

/**
 * Asks an object by SQL; the answer is streamed, and read as fast as it is taken. Rejects, before the first signal or
 * after any, with `query-refused` for the SQL and what it meets in the object, `wrong-format` where the object is not
 * what `input` says, `not-supported` where the server has no such call, and with `network` where the answer breaks off
 * before its end: what came until then is not the whole result. Leaving the loop, or an abort, ends the request.
 * API: SelectObjectContent.
 */
export async function* selectObjectContent(
  caller: S3Caller,
  input: SelectInput,
  { signal }: CallOptions = {},
): AsyncGenerator<SelectSignal, void, undefined> {
  const response = await caller
    .plain(
      {
        method: 'POST',
        bucket: input.bucket,
        key: input.key,
        query: selectQuery(input.versionId),
        body: selectDocument(input),
        contentType: 'application/xml',
        headers: customerKeyHeaders(input.customerKey),
      },
      { signal, idleTimeout: silenceLimit },
    )
    .catch((error: unknown) => {
      throw selectRefusal(error);
    });
  const reader = response.body?.getReader();
  const frames = createEventFrames();
  let heard = false;
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      for (const frame of frames.push(read.value)) {
        heard = true;
        const one = signalOf(frame);
        if (one === 'end') return;
        if (one) yield one;
      }
    }
    // A server that does not know the call may take it for another one, and answer nothing.
    throw heard ? new StorageError('network', { retryable: true }) : new StorageError('not-supported');
  } finally {
    // Also when nobody wants to read more: the connection would stay open otherwise. It may have failed already.
    await reader?.cancel().catch(() => undefined);
  }
}

/**
 * Sends the call without a query. Resolves where the server knows it (and so refuses it), and where it cannot be told:
 * somebody who may not read the object is told that. `not-supported` where the server has no such call; `aborted` and
 * failures of the network as ever.
 */
export async function probeSelect(
  caller: S3Caller,
  { bucket, key, versionId }: ObjectRef,
  options?: CallOptions,
): Promise<void> {
  try {
    const { body } = await caller.plain(
      {
        method: 'POST',
        bucket,
        key,
        query: selectQuery(versionId),
        body: '<SelectObjectContentRequest/>',
        contentType: 'application/xml',
      },
      options,
    );
    await body?.cancel();
  } catch (error) {
    const isAnswer = error instanceof StorageError && error.status !== undefined;
    if (!isAnswer || error.code === 'not-supported') throw error;
  }
}
