import type { Profile } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import {
  continuationMessage,
  endMessage,
  errorMessage,
  progressMessage,
  recordsMessage,
  type SelectCounts,
  statsMessage,
} from './event-stream.ts';

/** S3's limit on what a message carries, in bytes. */
const maxPayload = 128 * 1024;
/** How long the client may hear nothing, in ms. */
const silenceMs = 1000;

interface MessageOptions {
  counts: SelectCounts;
  wantsProgress: boolean;
  profile: Profile;
}

/**
 * The answer: messages with records as they come, signs of life where none come, and at the end the counts. What goes
 * wrong on the way is a message, too, as the status is out already.
 * @param records texts of one record or more
 */
export async function* selectMessages(
  records: AsyncGenerator<string>,
  { counts, wantsProgress, profile }: MessageOptions,
): AsyncGenerator<Buffer> {
  const payloads = payloadsOf(records);
  try {
    for (let next = payloads.next(); ; ) {
      if (await isSilent(next)) {
        yield wantsProgress ? progressMessage(counts) : continuationMessage();
        continue;
      }
      const { done, value } = await next;
      if (done) break;
      counts.returned += value.length;
      yield recordsMessage(value);
      next = payloads.next();
    }
    if (wantsProgress) yield progressMessage(counts);
    yield statsMessage(counts);
    yield endMessage();
  } catch (error) {
    const told =
      error instanceof S3Error ? error : new S3Error('InternalError', 'The query could not be finished.');
    const { code, message } = (profile === 'minio' && told.inMinio) || told;
    yield errorMessage(code, message);
    if (told !== error) throw error;
  } finally {
    await payloads.return(undefined);
  }
}

async function isSilent(next: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), silenceMs);
  });
  try {
    return await Promise.race([
      next.then(
        () => false,
        () => false,
      ),
      silence,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whole records as far as they fit; one that is longer goes in pieces. */
async function* payloadsOf(records: AsyncGenerator<string>): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let size = 0;
  for await (const text of records) {
    const bytes = Buffer.from(text, 'utf8');
    if (size > 0 && size + bytes.length > maxPayload) {
      yield Buffer.concat(kept);
      kept = [];
      size = 0;
    }
    for (let at = 0; at < bytes.length; at += maxPayload) {
      const piece = bytes.subarray(at, at + maxPayload);
      if (piece.length === maxPayload) yield piece;
      else {
        kept.push(piece);
        size += piece.length;
      }
    }
  }
  if (size > 0) yield Buffer.concat(kept);
}
