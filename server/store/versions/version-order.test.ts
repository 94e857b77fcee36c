import { describe, expect, it } from 'vitest';
import { isOrder, latestOrder, newOrder, orderBytes } from './version-order.ts';

const noon = Date.UTC(2026, 10, 20, 12);

describe('an order', () => {
  it('is a UUID of version 7 that begins with the time', () => {
    const order = newOrder(noon, undefined);
    expect(order).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(order.replace('-', '').slice(0, 12), 16)).toBe(noon);
    expect(isOrder(order)).toBe(true);
  });

  it.each([
    { clock: 'stands still', now: noon },
    { clock: 'was set back by a year', now: noon - 365 * 86_400_000 },
    { clock: 'goes on', now: noon + 1 },
  ])('is greater than the one before when the clock $clock', ({ now }) => {
    const before = newOrder(noon, undefined);
    const after = newOrder(now, before);
    expect(after > before).toBe(true);
    expect(Buffer.compare(orderBytes(after), orderBytes(before))).toBe(1);
    expect(after < latestOrder).toBe(true);
  });
});

it.each(['', 'null', 'x', `${latestOrder}0`, latestOrder.toUpperCase(), '0123', `${latestOrder}\0`])(
  '%j is no order',
  (text) => {
    expect(isOrder(text)).toBe(false);
  },
);
