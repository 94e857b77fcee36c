import { createHash } from 'node:crypto';
import { invalidArgument, WantError } from './want-error.ts';

/** As much of a file's beginning as its type and the size of its image are told from. */
const headBytes = 256 * 1024;

export interface ContentPromise {
  /** Bytes, as the form says. */
  size: number | undefined;
  /** Hex. */
  md5: string | undefined;
  /** Bytes. */
  limit: number;
}

export interface ReceivedContent {
  size: number;
  md5: Buffer;
  /** The first bytes. */
  head: Buffer;
}

/**
 * The bytes as they come, which must be what was promised. `settle` is asked at their end and may refuse as well: what
 * is thrown here, before the reader has seen an end, leaves nothing in the store.
 */
export async function* receiveContent(
  chunks: AsyncIterable<Buffer>,
  promise: ContentPromise,
  settle: (content: ReceivedContent) => void | Promise<void>,
): AsyncGenerator<Buffer> {
  const hash = createHash('md5');
  const head: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    if (size < headBytes) head.push(chunk.subarray(0, headBytes - size));
    size += chunk.length;
    if (size > promise.limit) throw sizeExceeded(promise.limit);
    hash.update(chunk);
    yield chunk;
  }
  if (promise.size !== undefined && promise.size !== size) {
    throw invalidArgument(`The content has ${size} bytes and not the ${promise.size} that size says.`);
  }
  const md5 = hash.digest();
  if (promise.md5 !== undefined && promise.md5 !== md5.toString('hex')) throw md5NotMatch();
  await settle({ size, md5, head: Buffer.concat(head) });
}

export const sizeExceeded = (limit: number) =>
  new WantError('FileSizeExceed', `The content is larger than the ${limit} bytes that are allowed.`);

export const md5NotMatch = () =>
  new WantError('Md5NotMatch', 'The md5 that was sent is not that of the content.');
