import type { TextKey } from '../../components/text/catalogue.ts';
import type { StorageErrorCode, Transfer } from '../../storage/index.ts';
import { isFinalFailure } from '../shared/final-failure.ts';

/** `answer`: to look at what the service said of the file. */
export type TransferAction = 'pause' | 'resume' | 'retry' | 'cancel' | 'answer';
export type TransferTone = 'waiting' | 'moving' | 'good' | 'bad' | 'gone';

export interface TransferView {
  /** The state in words, from the text feature `transfers`. */
  words: TextKey<'transfers'>;
  tone: TransferTone;
  /** What a person may do now, in the order of the buttons. */
  actions: readonly TransferAction[];
}

const verifiedWords = {
  md5: 'stateVerifiedMd5',
  'content-md5': 'stateVerifiedContentMd5',
  'parts-md5': 'stateVerifiedParts',
  size: 'stateVerifiedSize',
} as const;

type Viewed = Pick<Transfer, 'state' | 'parts' | 'kind'>;

/** What a row says and offers for each state. */
export function viewOf(transfer: Viewed): TransferView {
  const { state, kind } = transfer;
  const saves = kind === 'download';
  switch (state.phase) {
    case 'queued':
      return { words: 'stateWaiting', tone: 'waiting', actions: ['pause', 'cancel'] };
    case 'running':
      return {
        words: saves ? 'stateSaving' : 'stateUploading',
        tone: 'moving',
        actions: ['pause', 'cancel'],
      };
    case 'paused':
      return { words: 'statePaused', tone: 'waiting', actions: ['resume', 'cancel'] };
    case 'completing':
      return { words: saves ? 'stateComparing' : 'stateCompleting', tone: 'moving', actions: ['cancel'] };
    case 'verified':
      return {
        words: verifiedWords[state.by],
        tone: 'good',
        actions: state.receipt ? ['answer'] : [],
      };
    case 'failed':
      return { words: 'stateFailed', tone: 'bad', actions: failedActions(state.error.code, transfer) };
    case 'cancelled':
      return {
        words: state.partsLeft ? 'stateCancelledPartsLeft' : 'stateCancelled',
        tone: 'gone',
        actions: [],
      };
  }
}

/** To cancel what has failed means to remove its parts, or what was made on the disk for it. */
function failedActions(code: StorageErrorCode, transfer: Viewed): readonly TransferAction[] {
  if (transfer.kind === 'download') return ['retry', 'cancel'];
  if (isFinalFailure(code)) return [];
  return transfer.parts ? ['retry', 'cancel'] : ['retry'];
}

/**
 * Whole percent, rounded down, so that 100 is said only when the last byte is there. An empty file has all of
 * its bytes from the start: it is done when its state says so.
 */
export function percentOf(transfer: Pick<Transfer, 'size' | 'bytesSent' | 'state'>): number {
  if (transfer.state.phase === 'verified') return 100;
  if (transfer.size === 0) return 0;
  return Math.floor((transfer.bytesSent / transfer.size) * 100);
}

/** The folder that a key lies in, as the objects page takes it; '' for the bucket itself. */
export function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

export type Moves = Transfer['kind'] | 'both';

/** Which way the files of a list go. */
export function movesOf(transfers: readonly Pick<Transfer, 'kind'>[]): Moves {
  const first = transfers[0]?.kind ?? 'upload';
  return transfers.every(({ kind }) => kind === first) ? first : 'both';
}
