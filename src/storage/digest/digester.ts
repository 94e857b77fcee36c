import type { Md5Answer } from './md5-protocol.ts';
import { createWorkerDigester } from './worker-digester.ts';

/** Hashes slices of files away from the main thread. */
export interface Digester {
  /**
   * 32 hex digits, lower case. Rejects with a `StorageError`: `aborted`, or `file-changed` where the bytes cannot
   * be read any more. Any number of calls may wait; they are served in order.
   */
  md5(blob: Blob, options?: { signal?: AbortSignal }): Promise<string>;
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
    async hashHere(blob, signal) {
      mainThread ??= import('./direct-digester.ts').then((module) => module.createDirectDigester());
      return (await mainThread).md5(blob, { signal });
    },
    silence: 30_000,
    schedule: (callback, ms) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  });
}
