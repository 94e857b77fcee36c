import { StorageError } from '../../errors.ts';
import type { ParseReply, ParseRequest } from './listing-protocol.ts';
import { type ParsedListing, parseListing } from './parse-listing.ts';

export type ListingParser = (bytes: ArrayBuffer) => Promise<ParsedListing>;

type WorkerState =
  | { phase: 'idle' }
  /** Its script is loading: pages are parsed right here, so that the first one does not wait for it. */
  | { phase: 'loading' }
  | { phase: 'ready'; worker: Worker }
  /** There are no workers here, or this one broke: remembered, everything is parsed right here. */
  | { phase: 'unavailable' };

function parseHere(bytes: ArrayBuffer): ParsedListing {
  return parseListing(new TextDecoder().decode(bytes));
}

/**
 * Parses listing pages in a worker, away from the thread that draws. The worker starts with the first page. Bytes
 * are transferred: after the call the buffer is empty.
 */
export function createListingParser(startWorker: () => Worker): ListingParser {
  let state: WorkerState = { phase: 'idle' };
  let lastId = 0;
  const waiting = new Map<
    number,
    { resolve(listing: ParsedListing): void; reject(error: StorageError): void }
  >();

  function giveUp() {
    if (state.phase === 'ready') state.worker.terminate();
    state = { phase: 'unavailable' };
    // Their bytes went with the worker; the page can be asked for again.
    for (const { reject } of waiting.values()) reject(new StorageError('unknown', { retryable: true }));
    waiting.clear();
  }

  function start() {
    try {
      const worker = startWorker();
      state = { phase: 'loading' };
      worker.addEventListener('error', giveUp);
      worker.addEventListener('messageerror', giveUp);
      worker.addEventListener('message', ({ data }: MessageEvent<ParseReply>) => {
        if (data.kind === 'ready') state = { phase: 'ready', worker };
        else {
          waiting.get(data.id)?.resolve(data.listing);
          waiting.delete(data.id);
        }
      });
    } catch {
      state = { phase: 'unavailable' };
    }
  }

  return async (bytes) => {
    if (state.phase === 'idle') start();
    if (state.phase !== 'ready') return parseHere(bytes);
    const { worker } = state;
    lastId += 1;
    const request: ParseRequest = { id: lastId, bytes };
    return new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      worker.postMessage(request, [bytes]);
    });
  };
}

/** The parser of this page; one worker serves all connections. */
export const parseListingPage = createListingParser(
  () => new Worker(new URL('./parse-listing.worker.ts', import.meta.url), { type: 'module' }),
);
