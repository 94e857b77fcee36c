import type { EventSubscription, StoreEvent } from './store-event.ts';

/** How many events wait for a reader that is slow; what comes when so many wait is not told. */
export const mostWaiting = 1000;

interface Subscriptions {
  subscribe(wants: (event: StoreEvent) => boolean): EventSubscription;
  /** `lineOf` is called once an event, and only if someone wants it. */
  tell(event: StoreEvent, lineOf: (event: StoreEvent) => string): void;
  close(): void;
}

interface Subscriber {
  wants(event: StoreEvent): boolean;
  offer(line: string): void;
  close(): void;
}

/** Whoever listens now. Nothing is kept for those who come back later. */
export function openSubscriptions(): Subscriptions {
  const subscribers = new Set<Subscriber>();
  let isEnded = false;
  return {
    subscribe(wants) {
      let waiting: string[] = [];
      let isClosed = isEnded;
      let resume = () => {};
      const subscriber: Subscriber = {
        wants,
        offer(line) {
          if (waiting.length >= mostWaiting) return;
          waiting.push(line);
          resume();
        },
        close() {
          isClosed = true;
          subscribers.delete(subscriber);
          resume();
        },
      };
      if (!isClosed) subscribers.add(subscriber);
      return {
        get isClosed() {
          return isClosed;
        },
        close: subscriber.close,
        async next(ms, signal) {
          if (waiting.length === 0 && !isClosed && !signal.aborted) {
            await new Promise<void>((resolve) => {
              const timer = setTimeout(done, ms);
              signal.addEventListener('abort', done);
              resume = done;
              function done() {
                clearTimeout(timer);
                signal.removeEventListener('abort', done);
                resolve();
              }
            });
          }
          const lines = waiting;
          waiting = [];
          return lines;
        },
      };
    },
    tell(event, lineOf) {
      let line: string | undefined;
      for (const subscriber of subscribers) {
        if (!subscriber.wants(event)) continue;
        line ??= lineOf(event);
        subscriber.offer(line);
      }
    },
    close() {
      isEnded = true;
      for (const subscriber of subscribers) subscriber.close();
    },
  };
}
