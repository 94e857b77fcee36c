import type { Digester } from '../../digest/digester.ts';
import { createDirectDigester } from '../../digest/direct-digester.ts';
import { StorageError } from '../../errors.ts';
import type { WriteOptions } from '../../types.ts';
import { createTransferEngine } from '../transfer-engine.ts';
import type { Transfer, TransferEngine, TransferId, TransferState } from '../transfer-types.ts';
import type { ManualClock } from './manual-clock.ts';
import {
  createScriptedStorage,
  type ScriptedStorage,
  type StorageCall,
  turnOfTheLoop,
} from './scripted-storage.ts';

const MiB = 1024 ** 2;

export interface EngineRig extends ScriptedStorage {
  engine: TransferEngine;
  /** Each state that each transfer was shown in, by id. */
  history: Map<TransferId, TransferState['phase'][]>;
  /** How often listeners were told of a change. */
  notifications(): number;
  upload(...files: { key: string; file: File }[]): TransferId[];
  uploadWith(options: WriteOptions, ...files: { key: string; file: File }[]): TransferId[];
  shown(id: TransferId): Transfer;
  /** Resolves as soon as the transfer is shown in that phase; fails where it ends in another. */
  reaches(id: TransferId, phase: TransferState['phase']): Promise<Transfer>;
}

/** One blob after the other, as a pool of one worker does it. */
function createSerialDigester(): Digester {
  const direct = createDirectDigester();
  let last: Promise<unknown> = Promise.resolve();
  return {
    md5(blob, options) {
      const md5 = last.then(() => direct.md5(blob, options));
      last = md5.catch(() => {});
      return md5;
    },
    // Blocks of one file are serial by themselves.
    md5OfBlocks: direct.md5OfBlocks,
  };
}

/** A clock on which every wait is over after one turn of the event loop. */
function createLeapingClock(): Pick<ManualClock, 'now' | 'schedule'> {
  let time = 0;
  return {
    now: () => time,
    schedule(callback, ms) {
      const due = time + ms;
      let stopped = false;
      void turnOfTheLoop().then(() => {
        if (stopped) return;
        time = Math.max(time, due);
        callback();
      });
      return () => {
        stopped = true;
      };
    },
  };
}

/** An engine over a scripted storage, with real hashing and small parts. No test waits in real time. */
export function createEngineRig(
  script: Parameters<typeof createScriptedStorage>[0] = {},
  {
    clock = createLeapingClock(),
    partSize = MiB,
  }: { clock?: Pick<ManualClock, 'now' | 'schedule'>; partSize?: number } = {},
): EngineRig {
  const scripted = createScriptedStorage(script);
  const history: EngineRig['history'] = new Map();
  let notifications = 0;

  const engine = createTransferEngine({
    digester: createSerialDigester(),
    now: clock.now,
    random: () => 0.5,
    smallestPartSize: partSize,
    schedule: clock.schedule,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const wake = clock.schedule(resolve, ms);
        signal?.addEventListener('abort', () => {
          wake();
          reject(new StorageError('aborted', { cause: signal.reason }));
        });
      }),
  });

  engine.subscribe(() => {
    notifications++;
    for (const { id, state } of engine.getSnapshot().transfers) {
      const phases = history.get(id) ?? [];
      if (phases.at(-1) !== state.phase) history.set(id, [...phases, state.phase]);
    }
  });

  const find = (id: TransferId) => engine.getSnapshot().transfers.find((transfer) => transfer.id === id);

  return {
    ...scripted,
    engine,
    history,
    notifications: () => notifications,
    upload: (...files) => engine.upload({ storage: scripted.storage, bucket: 'photos', files }),
    uploadWith: (write, ...files) =>
      engine.upload({ storage: scripted.storage, bucket: 'photos', files, options: write }),
    shown(id) {
      const transfer = find(id);
      if (!transfer) throw new Error(`${id} is not shown`);
      return transfer;
    },
    reaches: (id, phase) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const transfer = find(id);
          if (!transfer) return;
          if (transfer.state.phase === phase) {
            unsubscribe();
            resolve(transfer);
          } else if (transfer.state.phase === 'failed' || transfer.state.phase === 'verified') {
            unsubscribe();
            const why = transfer.state.phase === 'failed' ? transfer.state.error.code : '';
            reject(new Error(`${id} is ${transfer.state.phase} ${why}, not ${phase}`));
          }
        };
        const unsubscribe = engine.subscribe(look);
        look();
      }),
  };
}

/** Bytes that differ from part to part and from place to place. */
export function bytesOf(size: number, seed = 1): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(size / 4));
  for (let index = 0, state = seed >>> 0; index < words.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    words[index] = state;
  }
  return new Uint8Array(words.buffer, 0, size);
}

export function fileOf(size: number, seed = 1): File {
  return new File([bytesOf(size, seed)], 'file', { type: 'image/png', lastModified: 1_000 });
}

/** Three parts of a MiB, a MiB and a quarter of one, in a rig's engine. */
export const threeParts = 2.25 * MiB;

/** A file whose content is taken away, or replaced, while somebody holds it. */
export class FragileFile extends File {
  state: 'whole' | 'unreadable' | 'rewritten' = 'whole';

  override slice(start?: number, end?: number, type?: string): Blob {
    return this.#watched(super.slice(start, end, type), start ?? 0);
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.#watched(super.slice(), 0).arrayBuffer();
  }

  #watched(blob: Blob, start: number): Blob {
    const read = blob.arrayBuffer.bind(blob);
    const cut = blob.slice.bind(blob);
    blob.slice = (from = 0, to, type) => this.#watched(cut(from, to, type), start + from);
    blob.arrayBuffer = async () => {
      if (this.state === 'unreadable') throw new DOMException('The file has changed', 'NotReadableError');
      const bytes = await read();
      if (this.state === 'rewritten') new Uint8Array(bytes).fill(7);
      return bytes;
    };
    return blob;
  }
}

export function fragileFileOf(size: number): FragileFile {
  return new FragileFile([bytesOf(size)], 'file', { lastModified: 1_000 });
}

/** For bodies that an assertion on equality would walk for minutes. */
export function sameBytes(left: Uint8Array | undefined, right: Uint8Array): boolean {
  if (left?.length !== right.length) return false;
  for (let at = 0; at < right.length; at++) if (left[at] !== right[at]) return false;
  return true;
}

/** How often an operation was asked for, of one part or of all. */
export function count(rig: EngineRig, operation: StorageCall['operation'], partNumber?: number): number {
  return rig.calls.filter(
    (call) => call.operation === operation && (partNumber === undefined || call.partNumber === partNumber),
  ).length;
}
