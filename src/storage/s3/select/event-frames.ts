import { Crc32 } from '@smithy/core/checksum';
import { EventStreamCodec } from '@smithy/core/event-streams';
import { StorageError } from '../../errors.ts';

/** One message of an event stream: its headers that are texts (all that S3 Select has), and its payload. */
export interface EventFrame {
  headers: Record<string, string>;
  payload: Uint8Array;
}

export interface EventFrames {
  /**
   * The messages that are whole by now. Throws `not-supported` where the first bytes begin no event stream, and
   * `not-s3` where one is damaged on the way.
   */
  push(chunk: Uint8Array): Generator<EventFrame, void, undefined>;
}

/** Two lengths and their checksum. */
const preludeBytes = 12;
/** S3's messages carry 128 KiB, other services' at most 24 MiB: a larger length is no length. */
const maxMessageBytes = 24 << 20;

/**
 * Finds the messages in bytes that are cut anywhere. The SDK's codec checks both checksums and reads the headers; its
 * own reader of streams would allocate whatever the first four bytes of another answer happen to say.
 * Format: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html
 */
export function createEventFrames(): EventFrames {
  const codec = new EventStreamCodec(decode, encode);
  /** What came since the last whole message, in pieces: joined once, when it is whole. */
  let pieces: Uint8Array[] = [];
  let size = 0;
  /** Bytes of the message that is on its way, where they are known. */
  let wanted: number | undefined;
  let isStream = false;

  /** The first `count` bytes of what is there; the rest stays. */
  function take(count: number): Uint8Array {
    const [first] = pieces;
    const all = pieces.length === 1 && first ? first : joined(pieces, size);
    pieces = all.length > count ? [all.subarray(count)] : [];
    size = all.length - count;
    return all.subarray(0, count);
  }

  function lengthOfNext(): number | undefined {
    if (size < preludeBytes) return undefined;
    if ((pieces[0]?.length ?? 0) < preludeBytes) pieces = [joined(pieces, size)];
    const [first = new Uint8Array()] = pieces;
    const view = new DataView(first.buffer, first.byteOffset, preludeBytes);
    const length = view.getUint32(0);
    const checksum = new Crc32();
    checksum.update(first.subarray(0, 8));
    if (
      checksum.digestSync() !== view.getUint32(8) ||
      length < preludeBytes + 4 ||
      length > maxMessageBytes
    ) {
      throw isStream ? damaged() : new StorageError('not-supported');
    }
    isStream = true;
    return length;
  }

  function read(message: Uint8Array): EventFrame {
    try {
      const { headers, body } = codec.decode(message);
      return { headers: texts(headers), payload: body };
    } catch (cause) {
      throw damaged(cause);
    }
  }

  return {
    *push(chunk) {
      if (chunk.length > 0) pieces.push(chunk);
      size += chunk.length;
      for (;;) {
        wanted ??= lengthOfNext();
        if (wanted === undefined || size < wanted) return;
        const message = take(wanted);
        wanted = undefined;
        yield read(message);
      }
    },
  };
}

const damaged = (cause?: unknown) => new StorageError('not-s3', { cause, retryable: true });

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

const texts = (headers: Record<string, { value: unknown }>) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, { value }]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );

const decode = (bytes: Uint8Array | string) =>
  typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes);

const encode = (text: string) => new TextEncoder().encode(text);
