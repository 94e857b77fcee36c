import type { BlockMd5s, Md5State } from './md5-state.ts';

/**
 * What the page asks of an MD5 worker. A blob is handed over by reference: its bytes are read in the worker. `blocks`:
 * some of a file, hashed as soon as `before` has said what those before them came to; meanwhile they are read.
 */
export type Md5Request =
  | { type: 'hash'; job: number; blob: Blob }
  | { type: 'blocks'; job: number; blob: Blob; blockSize: number }
  | { type: 'before'; job: number; state: Md5State }
  | { type: 'abort'; job: number };

/** What the worker says. `piece` is a sign of life; each job ends in exactly one of the other four. */
export type Md5Answer =
  | { type: 'piece'; job: number }
  | { type: 'done'; job: number; md5: string }
  | { type: 'blocks-done'; job: number; blocks: BlockMd5s }
  | { type: 'unreadable'; job: number }
  | { type: 'failed'; job: number; reason: string };
