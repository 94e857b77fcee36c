import { setTimeout as wait } from 'node:timers/promises';
import type { Profile } from '../http/call.ts';
import type { Metadata, Tables } from '../metadata/database.ts';
import { findSetting } from '../metadata/settings.ts';
import type { WebhookTarget } from './deliver.ts';
import { type Delivery, startDelivery } from './delivery.ts';
import { listenLine, type RecordContext } from './event-record.ts';
import { targetsToTell } from './notification-setting.ts';
import { nextNumber, outboxRow, targetsWithRows } from './outbox.ts';
import type { EventHub, StoreEvent } from './store-event.ts';
import { openSubscriptions } from './subscriptions.ts';

export interface EventHubOptions {
  metadata: Metadata;
  targets: readonly WebhookTarget[];
  region: string;
  profile?: Profile;
  deploymentId?: string;
  report(error: unknown): void;
  fetch?: typeof fetch;
  /** Waits so many ms between tries; the signal cuts it short. */
  pause?(ms: number, signal: AbortSignal): Promise<void>;
}

export interface OpenEventHub extends EventHub {
  /** Ends the listeners and stops the deliveries, whose rows stay. Before the metadata is closed. */
  close(): Promise<void>;
}

/** Begins at once to deliver what an earlier process left. Throws where a target is none. */
export function openEventHub(options: EventHubOptions): OpenEventHub {
  const { metadata, targets, region, profile = 'aws', deploymentId, report } = options;
  const { fetch = globalThis.fetch, pause = defaultPause } = options;
  checkTargets(targets);
  const context: RecordContext = { region, profile, deploymentId };
  const subscriptions = openSubscriptions();
  const deliveries = new Map<string, Delivery>();
  const numbers = new Map<string, number>();
  for (const target of targets) {
    numbers.set(target.name, nextNumber(metadata.tables, target.name));
    deliveries.set(target.name, startDelivery(target, { metadata, context, report, fetch, pause }));
  }
  reportUnknownTargets();
  /** Targets that got rows since the last wake-up. */
  const due = new Set<string>();
  /** What `notify` has begun. */
  const notified = new Set<Promise<void>>();
  let isClosed = false;

  const hub: OpenEventHub = {
    targets: new Set(deliveries.keys()),
    record(tables, events) {
      for (const event of events) {
        for (const target of targetsOf(tables, event)) {
          const number = numbers.get(target) ?? 0;
          numbers.set(target, number + 1);
          tables.outbox.put(outboxRow(target, number), { event });
          due.add(target);
        }
      }
    },
    publish(events) {
      tellSubscribers(events);
      wakeDue();
    },
    notify(events) {
      tellSubscribers(events);
      if (isClosed || !events.some((event) => targetsOf(metadata.tables, event).length > 0)) return;
      const recorded: Promise<void> = metadata
        .commit((tables) => hub.record(tables, events))
        .then(wakeDue)
        .catch(report)
        .finally(() => notified.delete(recorded));
      notified.add(recorded);
    },
    subscribe: subscriptions.subscribe,
    async close() {
      isClosed = true;
      subscriptions.close();
      await Promise.all([...notified, ...[...deliveries.values()].map((delivery) => delivery.close())]);
    },
  };
  return hub;

  /** Webhooks that a bucket names but the store no longer has are passed over: nobody would ever take their rows. */
  function targetsOf(tables: Tables, event: StoreEvent): string[] {
    const setting = findSetting(tables, event.bucket, 'notification');
    return [...targetsToTell(setting, event, profile)].filter((target) => deliveries.has(target));
  }

  function tellSubscribers(events: readonly StoreEvent[]): void {
    for (const event of events) subscriptions.tell(event, (told) => listenLine(told, context));
  }

  function wakeDue(): void {
    for (const target of due) deliveries.get(target)?.wake();
    due.clear();
  }

  function reportUnknownTargets(): void {
    for (const target of targetsWithRows(metadata.tables)) {
      if (deliveries.has(target)) continue;
      report(
        new Error(`Events wait for the webhook ${target}, which is not configured any more. They are kept.`),
      );
    }
  }
}

const defaultPause = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal });

function checkTargets(targets: readonly WebhookTarget[]): void {
  const names = new Set<string>();
  for (const { name, url } of targets) {
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) {
      throw new Error(
        `A webhook's name is made of letters, digits, - and _; ${JSON.stringify(name)} is not.`,
      );
    }
    if (names.has(name)) throw new Error(`Two webhooks are called ${name}.`);
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new Error(`The webhook ${name} needs an address that begins with http:// or https://.`);
    }
    names.add(name);
  }
}
