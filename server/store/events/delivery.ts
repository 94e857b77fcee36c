import type { Metadata } from '../metadata/database.ts';
import { deliver, retryPause, type WebhookTarget } from './deliver.ts';
import { type RecordContext, webhookBody } from './event-record.ts';
import { firstRow } from './outbox.ts';
import type { StoreEvent } from './store-event.ts';

interface DeliveryOptions {
  metadata: Metadata;
  context: RecordContext;
  /** What went wrong, once an outage. */
  report(error: unknown): void;
  fetch: typeof fetch;
  /** Waits so many ms; the signal cuts it short. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Delivery {
  /** There may be rows. */
  wake(): void;
  /** Cuts the request in hand; its row stays. */
  close(): Promise<void>;
}

/**
 * Tells one webhook what happened, in order:
 * - one row is read, posted, and removed once the answer was a 2xx, so whatever the backlog, one event is in memory;
 * - a failure is tried again for ever, as what comes after it may not overtake it;
 * - a process that ends between the answer and the removal posts that event twice.
 */
export function startDelivery(target: WebhookTarget, options: DeliveryOptions): Delivery {
  const { metadata, context, report, fetch, pause } = options;
  const closing = new AbortController();
  let wake = () => {};
  const ended = run();

  return {
    wake: () => wake(),
    async close() {
      closing.abort();
      wake();
      await ended;
    },
  };

  async function run(): Promise<void> {
    let failures = 0;
    while (!closing.signal.aborted) {
      try {
        const found = firstRow(metadata.tables, target.name);
        // Nothing is awaited between the look and the wait, so no row can come unseen.
        if (found === undefined) await untilWoken();
        else await deliverRow(found.row, found.value.event);
        failures = 0;
      } catch (error) {
        if (closing.signal.aborted) return;
        failures += 1;
        if (failures === 1)
          report(new Error(`The webhook ${target.name} cannot be told: ${reasonOf(error)}`));
        await pause(retryPause(failures), closing.signal).catch(() => {});
      }
    }
  }

  async function deliverRow(row: Buffer, event: StoreEvent): Promise<void> {
    await deliver(target, webhookBody(event, context), fetch, closing.signal);
    await metadata.commit((tables) => tables.outbox.remove(row));
  }

  function untilWoken(): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
    });
  }
}

/** `fetch` itself says only that it failed; what lies behind that says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : reasonOf(error.cause);
}
