import type { Digester } from '../digest/digester.ts';
import type { StorageDriver } from '../driver.ts';
import type { RetryOptions } from '../http/retry.ts';
import type { ObjectHead } from '../types.ts';
import type { DownloadPlan } from './download-plan.ts';
import type { FileTarget } from './file-target.ts';
import type { Turn } from './queue.ts';

/** What a download is about: the same for each of its runs. */
export interface DownloadTask {
  storage: StorageDriver;
  bucket: string;
  key: string;
  versionId?: string;
  customerKey?: Uint8Array;
  /** Both ends inclusive; absent for the whole object. */
  range?: { start: number; end: number };
  /** Bytes, as a listing has it: a guess until the server was asked. */
  size: number;
  target: FileTarget;
  memory: DownloadMemory;
}

/** What is known of a download over its runs: by this a paused or failed one goes on where it was. */
export interface DownloadMemory {
  /** The object as it was when its first byte was asked for. */
  head?: ObjectHead;
  plan?: DownloadPlan;
  /** Bytes of each piece that are in the file, from the piece's beginning. */
  written: Map<number, number>;
}

/** One attempt, from its start or resumption to its end, a pause or a cancellation. */
export interface DownloadRun {
  turn: Turn;
  /** Belongs to this run alone. Aborted from outside to end it, and by the run itself when a part of it fails. */
  controller: AbortController;
  digester: Digester;
  retry: Pick<RetryOptions, 'sleep' | 'random'>;
  /** Of a piece so many bytes are in the file, of so many. */
  onProgress: (piece: number, bytes: number, size: number) => void;
  /** Something is asked for once more. */
  onRetry: () => void;
  /** The server has said how large it is. */
  onSize: (size: number) => void;
  /** All bytes are there. */
  onCompleting: () => void;
  /** Everything is fetched anew. */
  onRestart: () => void;
  /** Bytes of a piece, for tests. */
  pieceSize?: number;
}

export interface DownloadVerdict {
  /** See `TransferState`. */
  by: 'md5' | 'parts-md5' | 'size';
  etag: string;
}
