import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Metadata, openMetadata } from '../metadata/database.ts';
import { putSetting } from '../metadata/settings.ts';
import { retryPause } from './deliver.ts';
import { type EventHubOptions, type OpenEventHub, openEventHub } from './event-hub.ts';
import { firstRow, nextNumber, outboxRow, targetsWithRows } from './outbox.ts';
import type { StoreEvent } from './store-event.ts';
import { arnOfTarget } from './target-arn.ts';
import { freePort, startWebhookReceiver, type WebhookReceiver } from './testing/webhook-receiver.ts';

let folder: string;
let metadata: Metadata;
const hubs: OpenEventHub[] = [];
const receivers: WebhookReceiver[] = [];
let reported: string[];
let pauses: number[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-events-'));
  metadata = openMetadata(join(folder, 'metadata'));
  reported = [];
  pauses = [];
});

afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close();
  for (const receiver of receivers.splice(0)) await receiver.close();
  await metadata.close();
  await rm(folder, { recursive: true });
});

function open(targets: Record<string, string>, rest: Partial<EventHubOptions> = {}): OpenEventHub {
  const hub = openEventHub({
    metadata,
    targets: Object.entries(targets).map(([name, url]) => ({ name, url })),
    region: 'us-east-1',
    report: (error) => reported.push(String(error)),
    pause: async (ms) => {
      pauses.push(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
    ...rest,
  });
  hubs.push(hub);
  return hub;
}

async function receive(statuses: readonly number[] = [], port = 0): Promise<WebhookReceiver> {
  const receiver = await startWebhookReceiver(statuses, port);
  receivers.push(receiver);
  return receiver;
}

/** Has the bucket `b` notify these webhooks of everything made and read. */
const notifying = (...names: string[]) =>
  metadata.commit((tables) =>
    putSetting(tables, 'b', 'notification', {
      configurations: names.map((name) => ({
        kind: 'queue',
        id: name,
        arn: arnOfTarget(name),
        events: ['s3:ObjectCreated:*', 's3:ObjectAccessed:*'],
      })),
    }),
  );

const made = (key: string, name = 's3:ObjectCreated:Put'): StoreEvent => ({
  name,
  bucket: 'b',
  key,
  time: 0,
  source: { requestId: '', principalId: '', address: '', userAgent: '' },
});

async function tell(hub: OpenEventHub, ...events: StoreEvent[]): Promise<void> {
  await metadata.commit((tables) => hub.record(tables, events));
  hub.publish(events);
}

const countRows = () =>
  [...metadata.tables.outbox.range({ start: Buffer.from([0]), end: Buffer.from([255]) })].length;
const keys = (count: number, first = 0) => Array.from({ length: count }, (_, index) => `k${first + index}`);
const named = (names: readonly string[]) => names.map((name) => `b/${name}`);

describe('deliveries', () => {
  it('come in order, one at a time, and leave no row', async () => {
    const receiver = await receive();
    await notifying('hook');
    const hub = open({ hook: receiver.url });
    await tell(hub, ...keys(20).map((key) => made(key)));
    for (const key of keys(20, 20)) await tell(hub, made(key));
    await expect.poll(() => receiver.taken()).toEqual(named(keys(40)));
    await expect.poll(countRows).toBe(0);
    expect(receiver.mostAtOnce()).toBe(1);
    expect(receiver.received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Pail',
    });
    expect(receiver.received[0]?.body).toMatchObject({ EventName: 's3:ObjectCreated:Put', Key: 'b/k0' });
    expect(reported).toEqual([]);
  });

  it('are tried again after failures, in the same order, after growing pauses', async () => {
    const receiver = await receive([500, 503, 404, 302]);
    await notifying('hook');
    const hub = open({ hook: receiver.url });
    await tell(hub, made('first'), made('second'));
    await expect.poll(() => receiver.taken()).toEqual(['b/first', 'b/second']);
    expect(receiver.received.map(({ body }) => body.Key)).toEqual([
      ...Array.from({ length: 5 }, () => 'b/first'),
      'b/second',
    ]);
    expect(pauses).toEqual([1000, 2000, 4000, 8000]);
    expect(reported).toEqual(['Error: The webhook hook cannot be told: It answered with status 500.']);
  });

  it('wait for a webhook that is not there yet', async () => {
    const port = await freePort();
    await notifying('hook');
    const hub = open({ hook: `http://127.0.0.1:${port}/` });
    await tell(hub, made('a'));
    await expect.poll(() => pauses.length).toBeGreaterThan(2);
    expect(reported).toHaveLength(1);
    expect(reported[0]).toContain('ECONNREFUSED');
    const receiver = await receive([], port);
    await expect.poll(() => receiver.taken()).toEqual(['b/a']);
  });

  it('outlive the process', async () => {
    const port = await freePort();
    await notifying('hook');
    const before = open({ hook: `http://127.0.0.1:${port}/` });
    await tell(before, ...keys(5).map((key) => made(key)));
    await before.close();
    await metadata.close();

    metadata = openMetadata(join(folder, 'metadata'));
    const after = open({ hook: `http://127.0.0.1:${port}/` });
    await tell(after, ...keys(5, 5).map((key) => made(key)));
    const receiver = await receive([], port);
    await expect.poll(() => receiver.taken()).toEqual(named(keys(10)));
    await expect.poll(countRows).toBe(0);
  });

  it('go to each webhook on its own', async () => {
    const receiver = await receive();
    await notifying('down', 'up');
    const hub = open({ down: `http://127.0.0.1:${await freePort()}/`, up: receiver.url });
    await tell(hub, ...keys(3).map((key) => made(key)));
    await expect.poll(() => receiver.taken()).toEqual(named(keys(3)));
    await expect.poll(countRows).toBe(3);
    expect([...targetsWithRows(metadata.tables)]).toEqual(['down']);
  });

  it('stop with the hub while a webhook keeps it waiting', async () => {
    const asked = vi.fn();
    await notifying('hook');
    const hub = open(
      { hook: 'http://127.0.0.1/' },
      {
        fetch: (_, init) =>
          new Promise((_resolve, reject) => {
            init?.signal?.addEventListener('abort', () => reject(new Error('cut')));
            asked();
          }),
      },
    );
    await tell(hub, made('a'));
    await expect.poll(() => asked.mock.calls.length).toBe(1);
    await hub.close();
    expect(countRows()).toBe(1);
    expect(reported).toEqual([]);
  });

  it('stop with the hub in the midst of a pause', async () => {
    await notifying('hook');
    const hub = open({ hook: `http://127.0.0.1:${await freePort()}/` }, { pause: undefined });
    await tell(hub, made('a'));
    await expect.poll(() => reported.length).toBe(1);
    await hub.close();
    expect(countRows()).toBe(1);
  });
});

describe('what nobody takes', () => {
  it('is kept, and told once when the store opens', async () => {
    await notifying('gone', 'gone-too');
    const before = open({ gone: 'http://127.0.0.1:1/', 'gone-too': 'http://127.0.0.1:1/' });
    await tell(before, made('a'), made('b'));
    await before.close();
    reported = [];
    const hub = open({});
    expect(reported).toEqual([
      'Error: Events wait for the webhook gone, which is not configured any more. They are kept.',
      'Error: Events wait for the webhook gone-too, which is not configured any more. They are kept.',
    ]);
    await tell(hub, made('c'));
    expect(countRows()).toBe(4);
  });

  it('is not written down', async () => {
    const hub = open({ hook: 'http://127.0.0.1:1/' });
    await tell(hub, made('a'));
    await notifying('hook');
    await tell(hub, made('a', 's3:ObjectRemoved:Delete'));
    hub.notify([made('a', 's3:ObjectRemoved:Delete')]);
    await hub.close();
    expect(countRows()).toBe(0);
  });
});

describe('reads', () => {
  it('are told without a commit of the reader', async () => {
    const receiver = await receive();
    await notifying('hook');
    const hub = open({ hook: receiver.url });
    const subscription = hub.subscribe(({ name }) => name === 's3:ObjectAccessed:Get');
    hub.notify([made('a', 's3:ObjectAccessed:Get')]);
    const [line] = await subscription.next(60_000, new AbortController().signal);
    expect(JSON.parse(line ?? '')).toMatchObject({ Records: [{ eventName: 's3:ObjectAccessed:Get' }] });
    await expect.poll(() => receiver.taken()).toEqual(['b/a']);
  });

  it('are written down before the hub is closed', async () => {
    await notifying('hook');
    const hub = open({ hook: `http://127.0.0.1:${await freePort()}/` });
    hub.notify([made('a', 's3:ObjectAccessed:Head')]);
    await hub.close();
    expect(countRows()).toBe(1);
  });
});

it.each([
  [1, 1000],
  [2, 2000],
  [5, 16_000],
  [7, 60_000],
  [10_000, 60_000],
])('after %i failures the pause is %i ms', (failures, ms) => {
  expect(retryPause(failures)).toBe(ms);
});

it.each([
  [[{ name: 'a b', url: 'http://127.0.0.1/' }]],
  [[{ name: '', url: 'http://127.0.0.1/' }]],
  [[{ name: 'a', url: 'ftp://127.0.0.1/' }]],
  [[{ name: 'a', url: '127.0.0.1' }]],
  [
    [
      { name: 'a', url: 'http://127.0.0.1/' },
      { name: 'a', url: 'http://127.0.0.1/b' },
    ],
  ],
])('no webhooks are %j', (targets) => {
  expect(() => openEventHub({ metadata, targets, region: '', report: vi.fn() })).toThrow(/webhook/);
});

describe('the outbox', () => {
  it('numbers on behind what is there, for each target alone', async () => {
    expect(nextNumber(metadata.tables, 'a')).toBe(0);
    await metadata.commit(({ outbox }) => {
      for (const number of [7, 255, 256, 2 ** 40]) outbox.put(outboxRow('a', number), { event: made('x') });
      outbox.put(outboxRow('ab', 3), { event: made('x') });
    });
    expect(nextNumber(metadata.tables, 'a')).toBe(2 ** 40 + 1);
    expect(nextNumber(metadata.tables, 'ab')).toBe(4);
    expect(nextNumber(metadata.tables, 'b')).toBe(0);
    expect(firstRow(metadata.tables, 'a')?.row).toEqual(outboxRow('a', 7));
    expect([...targetsWithRows(metadata.tables)]).toEqual(['a', 'ab']);
  });
});
