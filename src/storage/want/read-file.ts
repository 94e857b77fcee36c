import type { CallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import type { GetInput } from '../object-operations.ts';
import type { ByteRange, ObjectHead } from '../types.ts';
import type { WantCaller } from './want-caller.ts';
import { headObject } from './want-objects.ts';

/**
 * The bytes of a file, from its public address: Want has no other way to read one, and whether it may be read there is
 * the namespace's matter (`not-public`). Nothing is signed for it, so nothing but a range is asked for: `asStored`
 * goes unheeded. `head.size` is the whole file's. `not-supported` where the service names no address that can be read,
 * or one that gives no ranges.
 */
export async function getObject(
  caller: WantCaller,
  { bucket, key, range, ifMatch }: GetInput,
  options: CallOptions = {},
): Promise<{ head: ObjectHead; body: ReadableStream<Uint8Array> }> {
  const head = await headObject(caller, { bucket, key }, options);
  if (isOther(head.etag, ifMatch)) throw new StorageError('precondition-failed');
  if (key.endsWith('/')) return { head, body: new Blob([]).stream() };
  if (!isReadable(head.url)) throw new StorageError('not-supported');
  // An empty file has no range that a server could give.
  const asked = head.size > 0 ? range : undefined;
  const { status, headers, body } = await caller.read(head.url, {
    ...options,
    headers: asked ? { range: `bytes=${asked.start}-${asked.end ?? ''}` } : {},
  });
  // The file may have been replaced since its head was asked for. A condition that is sent would cost a preflight.
  if (isOther(md5Of(headers.etag), ifMatch)) {
    await body?.cancel();
    throw new StorageError('precondition-failed', { status });
  }
  const bytes = body ?? new Blob([]).stream();
  if (!asked || status === 206) return { head, body: bytes };
  if (asked.start === 0) return { head, body: beginningOf(bytes, asked) };
  // The whole file would have to be read for the piece behind its beginning.
  await bytes.cancel();
  throw new StorageError('not-supported', { status });
}

/** Whether the file is another one than was meant. Where the service does not know its hash, nobody can say. */
const isOther = (etag: string | undefined, ifMatch: string | undefined) =>
  !!ifMatch && !!etag && etag.toLowerCase() !== ifMatch.toLowerCase();

const md5Of = (etag: string | undefined) => /^"?([\da-f]{32})"?$/i.exec(etag ?? '')?.[1];

/** What a service names is no address that is to be trusted: nothing but http, and no password in it. */
function isReadable(url: string | undefined): url is string {
  if (url === undefined || !URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

/** From a server that answers a range with everything. */
function beginningOf(body: ReadableStream<Uint8Array>, { end }: ByteRange): ReadableStream<Uint8Array> {
  if (end === undefined) return body;
  const reader = body.getReader();
  let left = end + 1;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (value) controller.enqueue(value.subarray(0, left));
        left -= value?.byteLength ?? 0;
        if (!done && left > 0) return;
        controller.close();
        if (!done) await reader.cancel();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
