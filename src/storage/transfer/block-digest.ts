import type { Digester } from '../digest/digester.ts';
import type { Md5State } from '../digest/md5-state.ts';
import { StorageError } from '../errors.ts';
import { partBounds } from './part-plan.ts';
import type { UploadTask } from './upload-steps.ts';

/** The MD5 of each block of a file, and with the last one that of the whole, in one pass over the file. */
export interface BlockDigest {
  /** Of a block: from 1, whatever the order of the questions. Also hashes those before it that nobody has asked for. */
  md5(partNumber: number): Promise<string>;
  /** Of the whole file. `invalid-part` before the last block was hashed. */
  whole(): string;
}

/** Bytes that are read and hashed at once: smaller reads cost more, see docs/decisions/0002-md5-in-workers.md. */
const groupSize = 16 * 1024 ** 2;
/** So many groups are hashed ahead of the blocks that are being sent: as many bytes as with parts. */
const groupsAhead = 4;

/**
 * Goes on behind the last block that an earlier run has hashed. What comes after `signal` was aborted is not
 * remembered: by then the file may be another.
 */
export function createBlockDigest(
  { source, memory }: Pick<UploadTask, 'source' | 'memory'>,
  { partSize, partCount }: { partSize: number; partCount: number },
  digester: Digester,
  signal: AbortSignal,
): BlockDigest {
  const inGroup = Math.max(1, Math.floor(groupSize / partSize));
  /** By each block of it. */
  const groups = new Map<number, Promise<void>>();
  let next = memory.whole.blocks + 1;
  let tail = Promise.resolve(memory.whole.state);

  function hashGroup(): void {
    const first = next;
    // The first block is awaited by all others.
    const last = first === 1 ? 1 : Math.min(first + inGroup - 1, partCount);
    next = last + 1;
    const { start } = partBounds(first, partSize, source.size);
    const { end } = partBounds(last, partSize, source.size);
    const blocks = digester.md5OfBlocks(source.file.slice(start, end), partSize, tail, { signal });
    tail = blocks.then(({ state }): Md5State => state);
    const group = blocks.then(({ md5s, whole, state }) => {
      if (signal.aborted) throw new StorageError('aborted', { cause: signal.reason });
      for (const [index, md5] of md5s.entries()) memory.md5s.set(first + index, md5);
      memory.whole = { blocks: last, state, md5: whole };
    });
    // Whoever asked hears of it; nobody may have.
    tail.catch(() => undefined);
    group.catch(() => undefined);
    for (let block = first; block <= last; block++) groups.set(block, group);
  }

  return {
    async md5(partNumber) {
      const goal = Math.min(partNumber + groupsAhead * inGroup, partCount);
      while (next <= goal) hashGroup();
      await groups.get(partNumber);
      const md5 = memory.md5s.get(partNumber);
      if (md5 === undefined) throw new StorageError('invalid-part');
      return md5;
    },
    whole() {
      if (memory.whole.blocks !== partCount) throw new StorageError('invalid-part');
      return memory.whole.md5;
    },
  };
}
