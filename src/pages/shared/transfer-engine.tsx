import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import type { TransferEngine, TransferSnapshot } from '../../storage/index.ts';
import { type BatchProgress, followBatch } from './transfer-batch.ts';

interface Transferring {
  engine: TransferEngine;
  getBatch: () => BatchProgress;
}

const TransferEngineContext = createContext<Transferring | undefined>(undefined);

export function TransferEngineProvider({
  engine,
  children,
}: {
  engine: TransferEngine;
  children: ReactNode;
}) {
  const transferring = useMemo(() => ({ engine, getBatch: followBatch(engine) }), [engine]);
  return <TransferEngineContext value={transferring}>{children}</TransferEngineContext>;
}

function useTransferring(): Transferring {
  const transferring = useContext(TransferEngineContext);
  if (!transferring) throw new Error('useTransferEngine needs a TransferEngineProvider above it.');
  return transferring;
}

export function useTransferEngine(): TransferEngine {
  return useTransferring().engine;
}

/** The tray's model, rendered again with each of its snapshots: use it low in the tree. */
export function useTransfers(): TransferSnapshot {
  const { engine } = useTransferring();
  return useSyncExternalStore(engine.subscribe, engine.getSnapshot);
}

/** How far the present batch is, or the last one was; the tray and the tab's title say the same. */
export function useBatchProgress(): BatchProgress {
  const { engine, getBatch } = useTransferring();
  return useSyncExternalStore(engine.subscribe, getBatch);
}
