import type { Transfer, TransferEngine, TransferId } from '../../storage/index.ts';

export interface UploadLog {
  subscribe(listener: () => void): () => void;
  /** Newest first; what was cleared from the tray stays as it was last. */
  getSnapshot(): readonly Transfer[];
  add(ids: readonly TransferId[]): void;
}

/** The uploads that were begun on this page, out of all that the engine has. */
export function createUploadLog(engine: Pick<TransferEngine, 'subscribe' | 'getSnapshot'>): UploadLog {
  const last = new Map<TransferId, Transfer | undefined>();
  const listeners = new Set<() => void>();
  let seen: unknown;
  let shown: readonly Transfer[] = [];
  const read = () => {
    const snapshot = engine.getSnapshot();
    if (snapshot === seen) return shown;
    seen = snapshot;
    let isChanged = false;
    for (const transfer of snapshot.transfers) {
      if (!last.has(transfer.id) || last.get(transfer.id) === transfer) continue;
      last.set(transfer.id, transfer);
      isChanged = true;
    }
    if (isChanged) shown = [...last.values()].filter((each) => each !== undefined).reverse();
    return shown;
  };
  return {
    subscribe(listener) {
      const stop = engine.subscribe(listener);
      listeners.add(listener);
      return () => {
        stop();
        listeners.delete(listener);
      };
    },
    getSnapshot: read,
    add(ids) {
      for (const id of ids) if (!last.has(id)) last.set(id, undefined);
      seen = undefined;
      for (const listener of listeners) listener();
    },
  };
}
