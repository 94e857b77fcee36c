import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** The MD5 of one payload, taken while it comes. */
export interface RunningMd5 {
  /** When it resolves the chunk's memory is free again, and the next chunk may be given. */
  update(chunk: Uint8Array): Promise<void> | void;
  digest(): Promise<Buffer> | Buffer;
  /** Ends it, with its digest taken or not. */
  close(): void;
}

/** What the thread is told: bytes, whose memory it sends back, or what to do with those that it has had. */
export type Order = Uint8Array<ArrayBuffer> | 'digest' | 'forget';

/** Below this many bytes the way to the thread costs more than it saves. */
const threadedBytes = 4 * 1024 * 1024;

const bufferBytes = 256 * 1024;
const bufferCount = 8;

const startWorker = () =>
  new Worker(new URL('./md5-worker.mjs', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 },
  });

/**
 * Begins an MD5; `length` is the bytes that will come, where that is known. MD5 takes longer than all else that is
 * done to a payload, so that of a large one runs on a thread beside the event loop. There is one such thread, started
 * when it is first needed: of two large payloads at a time the second has the event loop's core.
 */
export const runningMd5 = createRunningMd5();

/** `start` makes the thread. */
export function createRunningMd5(start = startWorker): (length: number | undefined) => RunningMd5 {
  let thread: Md5Thread | undefined;
  return (length = 0) => {
    if (length >= threadedBytes) {
      if (thread?.hasEnded() !== false) thread = openThread(start());
      const taken = thread.take();
      if (taken !== undefined) return taken;
    }
    const md5 = createHash('md5');
    return { update: (chunk) => void md5.update(chunk), digest: () => md5.digest(), close: () => undefined };
  };
}

interface Md5Thread {
  /** Undefined while another payload has the thread. */
  take(): RunningMd5 | undefined;
  hasEnded(): boolean;
}

function openThread(worker: Worker): Md5Thread {
  const free = Array.from({ length: bufferCount }, () => new ArrayBuffer(bufferBytes));
  let isTaken = false;
  let digest: Uint8Array | undefined;
  let lost: Error | undefined;
  let wake = () => {};

  worker.unref();
  worker.on('message', (answer: ArrayBuffer | Uint8Array) => {
    if (answer instanceof ArrayBuffer) free.push(answer);
    else digest = answer;
    wake();
  });
  const end = (error: Error) => {
    lost ??= error;
    wake();
  };
  worker.once('error', end);
  worker.once('exit', () => end(new Error('The thread for MD5 has ended.')));

  const tell = (order: Order) => worker.postMessage(order, typeof order === 'string' ? [] : [order.buffer]);
  const answered = async () => {
    if (lost === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (lost !== undefined) throw lost;
  };

  const begin = (): RunningMd5 => {
    let filling: Uint8Array<ArrayBuffer> | undefined;
    let filled = 0;
    const send = () => {
      if (filling !== undefined) tell(filling.subarray(0, filled));
      filling = undefined;
      filled = 0;
    };
    return {
      async update(chunk) {
        for (let offset = 0; offset < chunk.length; ) {
          while (filling === undefined) {
            const buffer = free.pop();
            if (buffer === undefined) await answered();
            else filling = new Uint8Array(buffer);
          }
          const part = chunk.subarray(offset, offset + bufferBytes - filled);
          filling.set(part, filled);
          offset += part.length;
          filled += part.length;
          if (filled === bufferBytes) send();
        }
      },
      async digest() {
        send();
        tell('digest');
        while (digest === undefined) await answered();
        return Buffer.from(digest);
      },
      close() {
        if (filling !== undefined) free.push(filling.buffer);
        if (digest === undefined) tell('forget');
        digest = undefined;
        isTaken = false;
      },
    };
  };

  return {
    take() {
      if (isTaken) return undefined;
      isTaken = true;
      return begin();
    },
    hasEnded: () => lost !== undefined,
  };
}
