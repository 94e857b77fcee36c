import { createBlobHasher } from './hash-blob.ts';
import type { Md5Answer, Md5Request } from './md5-protocol.ts';
import { UnreadableBlobError } from './read-blob.ts';

const MiB = 1024 ** 2;
const hashBlob = createBlobHasher();
const running = new Map<number, AbortController>();

addEventListener('message', (event: MessageEvent<Md5Request>) => {
  const request = event.data;
  if (request.type === 'abort') running.get(request.job)?.abort();
  else void hash(request.job, request.blob).then(answer);
});

async function hash(job: number, blob: Blob): Promise<Md5Answer> {
  const controller = new AbortController();
  running.set(job, controller);
  try {
    const md5 = await hashBlob(blob, {
      // The usual part in one read; the larger parts of a huge file in several, so that memory stays small.
      pieceSize: 16 * MiB,
      signal: controller.signal,
      onPiece: () => answer({ type: 'piece', job }),
    });
    return { type: 'done', job, md5 };
  } catch (error) {
    if (error instanceof UnreadableBlobError) return { type: 'unreadable', job };
    return { type: 'failed', job, reason: String(error) };
  } finally {
    running.delete(job);
  }
}

function answer(message: Md5Answer): void {
  postMessage(message);
}
