import type { Md5Answer } from './md5-protocol.ts';
import type { BlockMd5s, Md5State } from './md5-state.ts';
import { createWorkerDigester } from './worker-digester.ts';

/** Hashes slices of files away from the main thread. */
export interface Digester {
  /**
   * 32 hex digits, lower case. Rejects with a `StorageError`: `aborted`, or `file-changed` where the bytes cannot
   * be read any more. Any number of calls may wait; they are served in order.
   */
  md5(blob: Blob, options?: { signal?: AbortSignal }): Promise<string>;
  /**
   * Some blocks of a file, and in the same pass the file up to their end. `before`: what the blocks before them came
   * to, as an earlier call here will tell; its rejection is this one's. Nothing is bound to a worker in between, so a
   * file may rest after any call. `blockSize` bytes each, a multiple of 64; less in the last block of the file.
   */
  md5OfBlocks(
    blob: Blob,
    blockSize: number,
    before: Promise<Md5State>,
    options?: { signal?: AbortSignal },
  ): Promise<BlockMd5s>;
}

/**
 * The pool of this page: two workers, also on two cores, where the page keeps answering within 30 ms. More of them
 * bring nothing, because the browser's own work is the limit (docs/decisions/0002-md5-in-workers.md).
 */
export function createDigester(): Digester {
  let mainThread: Promise<Digester> | undefined;
  return createWorkerDigester({
    workers: Math.min(2, navigator.hardwareConcurrency),
    createWorker(onAnswer, onFailure) {
      const worker = new Worker(new URL('./md5.worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = (event: MessageEvent<Md5Answer>) => onAnswer(event.data);
      worker.onerror = (event) => {
        event.preventDefault();
        onFailure();
      };
      return worker;
    },
    loadHere() {
      mainThread ??= import('./direct-digester.ts').then((module) => module.createDirectDigester());
      return mainThread;
    },
    silence: 30_000,
    schedule: (callback, ms) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  });
}
