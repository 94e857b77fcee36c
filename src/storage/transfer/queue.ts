import { createSlots, type Release, type SlotClaim } from './slots.ts';

/**
 * Requests at once over all files: what a browser opens to one host over HTTP/1.1.
 * Of these, bodies of 1 MiB and more get four: a fifth and sixth gain under 8 % and would leave no connection to a
 * listing or a preview for seconds at a time. Small ones are over soon, so they may take all six.
 */
const requestLimit = 6;
const largeBodyLimit = 4;
const largeBody = 1024 ** 2;

/** Parts that are being hashed or sent: as many again as may be sent are hashed ahead. */
const laneLimit = 2 * requestLimit;
const lanesPerFile = 2 * largeBodyLimit;

/**
 * Who may work now. Files are started in the order in which they were queued; the parts of an earlier file go
 * before those of a later one, which begins as soon as there is a lane that no earlier file has a use for.
 */
export interface TransferQueue {
  /** `start` is called once, with a lane that it releases when the file is done with it. */
  enqueue(id: string, start: (turn: Turn) => void): void;
  /** Takes back what was queued and has not started. */
  withdraw(id: string): void;
  /** For a request that belongs to no turn, such as the removal of parts: it goes before all others. */
  request(): Promise<Release>;
}

/** The place of one file among all that run. */
export interface Turn {
  /** The one lane that every started file has. */
  firstLane: Release;
  /** Up to `count` lanes and `lanesPerFile` in all; each resolves when it is granted, or rejects with `aborted`. */
  moreLanes(count: number, signal: AbortSignal): Promise<Release>[];
  /** Leave to send one request, with a body of so many bytes. */
  request(bodySize: number, signal?: AbortSignal): Promise<Release>;
}

export function createTransferQueue(): TransferQueue {
  const pending = new Map<string, (turn: Turn) => void>();
  const requests = createSlots({ total: requestLimit, large: largeBodyLimit });
  const lanes = createSlots({ total: laneLimit, onSpare: startPending });
  let started = 0;

  function startPending(): void {
    for (const [id, start] of pending) {
      const firstLane = lanes.takeSpare();
      if (!firstLane) return;
      pending.delete(id);
      start(turn(++started, firstLane));
    }
  }

  function turn(order: number, firstLane: Release): Turn {
    return {
      firstLane,
      moreLanes(count, signal) {
        const claim: SlotClaim = { order, signal };
        return Array.from({ length: Math.min(count, lanesPerFile - 1) }, () => lanes.acquire(claim));
      },
      request: (bodySize, signal) => requests.acquire({ order, large: bodySize >= largeBody, signal }),
    };
  }

  return {
    enqueue(id, start) {
      pending.set(id, start);
      startPending();
    },
    withdraw: (id) => void pending.delete(id),
    request: () => requests.acquire({ order: 0 }),
  };
}
