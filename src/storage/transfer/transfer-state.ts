import type { StorageError } from '../errors.ts';
import type { UploadReceipt } from '../types.ts';
import type { TransferState, VerifiedBy } from './transfer-types.ts';

/** What a transfer came to that arrived whole. */
export interface Verified {
  by: VerifiedBy;
  etag: string;
  receipt?: UploadReceipt;
}

export type TransferEvent =
  | { type: 'begin' }
  | { type: 'complete' }
  | ({ type: 'verify' } & Verified)
  | { type: 'fail'; error: StorageError }
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'cancel'; partsLeft: boolean }
  | { type: 'parts-removed' };

type Phase = TransferState['phase'];

/**
 * In which phases an event means something. `verified` has no way out, and `cancelled` only learns that its parts
 * are gone. A paused transfer may still fail: its file may prove changed by what was under way.
 */
const from: Record<TransferEvent['type'], readonly Phase[]> = {
  begin: ['queued'],
  complete: ['running'],
  verify: ['running', 'completing'],
  fail: ['queued', 'running', 'completing', 'paused'],
  pause: ['queued', 'running', 'completing'],
  resume: ['paused', 'failed'],
  cancel: ['queued', 'running', 'completing', 'paused', 'failed'],
  'parts-removed': ['cancelled'],
};

/** Undefined where the event means nothing in this state. */
export function nextState(state: TransferState, event: TransferEvent): TransferState | undefined {
  return from[event.type].includes(state.phase) ? target(event) : undefined;
}

function target(event: TransferEvent): TransferState {
  switch (event.type) {
    case 'begin':
      return { phase: 'running' };
    case 'complete':
      return { phase: 'completing' };
    case 'verify':
      return {
        phase: 'verified',
        by: event.by,
        etag: event.etag,
        ...(event.receipt && { receipt: event.receipt }),
      };
    case 'fail':
      return { phase: 'failed', error: event.error };
    case 'pause':
      return { phase: 'paused' };
    case 'resume':
      return { phase: 'queued' };
    case 'cancel':
      return { phase: 'cancelled', partsLeft: event.partsLeft };
    case 'parts-removed':
      return { phase: 'cancelled', partsLeft: false };
  }
}
