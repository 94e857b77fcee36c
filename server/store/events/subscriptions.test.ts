import { expect, it } from 'vitest';
import type { StoreEvent } from './store-event.ts';
import { mostWaiting, openSubscriptions } from './subscriptions.ts';

const hour = 3_600_000;
const never = new AbortController().signal;
const event = (key: string): StoreEvent => ({
  name: 's3:ObjectCreated:Put',
  bucket: 'b',
  key,
  time: 0,
  source: { requestId: '', principalId: '', address: '', userAgent: '' },
});
const keyOf = ({ key }: StoreEvent) => key;

it('tells what is wanted, in order, at once', async () => {
  const subscriptions = openSubscriptions();
  const subscription = subscriptions.subscribe(({ key }) => key !== 'b');
  const next = subscription.next(hour, never);
  for (const key of ['a', 'b', 'c']) subscriptions.tell(event(key), keyOf);
  expect([...(await next), ...(await subscription.next(0, never))]).toEqual(['a', 'c']);
});

it('writes the line of an event once, and only if someone wants it', () => {
  const subscriptions = openSubscriptions();
  let written = 0;
  const lineOf = () => {
    written += 1;
    return 'line';
  };
  subscriptions.tell(event('a'), lineOf);
  subscriptions.subscribe(() => false);
  subscriptions.tell(event('a'), lineOf);
  expect(written).toBe(0);
  subscriptions.subscribe(() => true);
  subscriptions.subscribe(() => true);
  subscriptions.tell(event('a'), lineOf);
  expect(written).toBe(1);
});

it('keeps no more than a bound for a slow reader, who gets the oldest', async () => {
  const subscriptions = openSubscriptions();
  const subscription = subscriptions.subscribe(() => true);
  for (let index = 0; index < mostWaiting + 10; index += 1) subscriptions.tell(event(String(index)), keyOf);
  const lines = await subscription.next(0, never);
  expect(lines).toHaveLength(mostWaiting);
  expect(lines.at(-1)).toBe(String(mostWaiting - 1));
  subscriptions.tell(event('later'), keyOf);
  expect(await subscription.next(0, never)).toEqual(['later']);
});

it('gives nothing when the time is over', async () => {
  expect(
    await openSubscriptions()
      .subscribe(() => true)
      .next(1, never),
  ).toEqual([]);
});

it('ends a wait with its signal', async () => {
  const gone = new AbortController();
  const subscription = openSubscriptions().subscribe(() => true);
  const next = subscription.next(hour, gone.signal);
  gone.abort();
  expect(await next).toEqual([]);
  expect(await subscription.next(hour, gone.signal)).toEqual([]);
});

it('ends with the store, also for who comes later', async () => {
  const subscriptions = openSubscriptions();
  const subscription = subscriptions.subscribe(() => true);
  const next = subscription.next(hour, never);
  subscriptions.close();
  expect(await next).toEqual([]);
  expect(subscription.isClosed).toBe(true);
  const late = subscriptions.subscribe(() => true);
  expect(late.isClosed).toBe(true);
  expect(await late.next(hour, never)).toEqual([]);
});

it('tells nothing to who has gone', async () => {
  const subscriptions = openSubscriptions();
  const subscription = subscriptions.subscribe(() => true);
  subscription.close();
  subscriptions.tell(event('a'), keyOf);
  expect(await subscription.next(0, never)).toEqual([]);
});
