import { createBlobHasher, createBlockHasher, type HashBlobOptions } from './hash-blob.ts';
import type { Md5Answer, Md5Request } from './md5-protocol.ts';
import type { Md5State } from './md5-state.ts';
import { UnreadableBlobError } from './read-blob.ts';

interface Running {
  abort: () => void;
  goOn: (state: Md5State) => void;
}

const MiB = 1024 ** 2;
const hashBlob = createBlobHasher();
const hashBlocks = createBlockHasher();
const running = new Map<number, Running>();

addEventListener('message', (event: MessageEvent<Md5Request>) => {
  const request = event.data;
  if (request.type === 'abort') running.get(request.job)?.abort();
  else if (request.type === 'before') running.get(request.job)?.goOn(request.state);
  else void hash(request).then(answer);
});

async function hash(request: Extract<Md5Request, { blob: Blob }>): Promise<Md5Answer> {
  const { job, blob } = request;
  const controller = new AbortController();
  const { signal } = controller;
  const before = new Promise<Md5State>((goOn, reject) => {
    running.set(job, { abort: () => controller.abort(), goOn });
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  before.catch(() => {});
  const options: HashBlobOptions = {
    // The usual part in one read; the larger parts of a huge file in several, so that memory stays small.
    pieceSize: 16 * MiB,
    signal,
    onPiece: () => answer({ type: 'piece', job }),
  };
  try {
    if (request.type === 'hash') return { type: 'done', job, md5: await hashBlob(blob, options) };
    const blocks = await hashBlocks(blob, request.blockSize, before, options);
    return { type: 'blocks-done', job, blocks };
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
