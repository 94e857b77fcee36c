import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Credentials } from '../credentials.ts';
import { StorageError } from '../errors.ts';
import { createKeySource, leadTime } from './key-source.ts';

const start = Date.parse('2026-11-21T12:00:00Z');
const hour = 3_600_000;
let now = start;
const clock = () => now;

beforeEach(() => {
  now = start;
});

function keysUntil(end: number, accessKeyId = 'first'): Credentials & { expiresAt: Date } {
  return { accessKeyId, secretAccessKey: 's', sessionToken: 't', expiresAt: new Date(end) };
}

/** A renewal whose end the test decides. */
function heldRenewal() {
  const ends: { resolve: (keys: ReturnType<typeof keysUntil>) => void; reject: (error: unknown) => void }[] =
    [];
  const renew = vi.fn(
    () =>
      new Promise<ReturnType<typeof keysUntil>>((resolve, reject) => {
        ends.push({ resolve, reject });
      }),
  );
  return { renew, ends };
}

describe('keys with an end', () => {
  it('are used as they are until shortly before it', async () => {
    const { renew } = heldRenewal();
    const source = createKeySource(keysUntil(start + hour), { renew, now: clock });
    now = start + hour - leadTime(hour) - 1;
    source.refreshIfDue();
    expect((await source.keys()).accessKeyId).toBe('first');
    expect(renew).not.toHaveBeenCalled();
    expect(source.getState()).toEqual({
      phase: 'valid',
      expiresAt: new Date(start + hour),
      renewable: true,
    });
  });

  it('are renewed once for everybody who waits', async () => {
    const { renew, ends } = heldRenewal();
    const source = createKeySource(keysUntil(start + hour), { renew, now: clock });
    now = start + hour - leadTime(hour);
    source.refreshIfDue();
    const waiting = [source.keys(), source.keys(), source.replace(keysUntil(start + hour))];
    expect(source.getState().phase).toBe('renewing');
    ends[0]?.resolve(keysUntil(now + hour, 'second'));
    const got = await Promise.all(waiting);
    expect(got.map(({ accessKeyId }) => accessKeyId)).toEqual(['second', 'second', 'second']);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(source.getState()).toMatchObject({ phase: 'valid', expiresAt: new Date(now + hour) });
  });

  it('once only: then the person is asked, while what still holds is used', async () => {
    const renew = vi.fn(async () => keysUntil(now + hour, `at ${renew.mock.calls.length}`));
    const source = createKeySource(keysUntil(start + hour), { renew, now: clock });
    now += hour;
    expect((await source.keys()).accessKeyId).toBe('at 1');
    now += hour - leadTime(hour);
    source.refreshIfDue();
    expect(source.getState().phase).toBe('asking');
    expect((await source.keys()).accessKeyId).toBe('at 1');
    // Past the end a request waits for the answer.
    now += leadTime(hour);
    const waiting = source.keys();
    await source.renew();
    expect((await waiting).accessKeyId).toBe('at 2');
    // The yes has also allowed one more by itself.
    now += hour;
    expect((await source.keys()).accessKeyId).toBe('at 3');
  });

  it('a renewal that fails asks, and tells why', async () => {
    const renew = vi.fn(async () => {
      throw new StorageError('access-denied', { serviceCode: 'AccessDenied', status: 403 });
    });
    const source = createKeySource(keysUntil(start + hour), { renew, now: clock });
    const heard = vi.fn();
    source.subscribe(heard);
    now += hour;
    const waiting = source.keys();
    await vi.waitFor(() => expect(source.getState().phase).toBe('asking'));
    expect(source.getState().error).toMatchObject({ code: 'access-denied' });
    expect(heard).toHaveBeenCalled();
    source.decline();
    await expect(waiting).rejects.toMatchObject({ code: 'expired-credentials', serviceCode: 'AccessDenied' });
    await expect(source.keys()).rejects.toMatchObject({ code: 'expired-credentials' });
    expect(source.getState().phase).toBe('ended');
    expect(renew).toHaveBeenCalledTimes(1);
  });

  it('without what renews them, they end and say so', async () => {
    const source = createKeySource(keysUntil(start + hour), { now: clock });
    now += hour - leadTime(hour);
    source.refreshIfDue();
    expect(source.getState()).toMatchObject({ phase: 'asking', renewable: false });
    expect((await source.keys()).accessKeyId).toBe('first');
    now += leadTime(hour);
    await expect(source.keys()).rejects.toMatchObject({ code: 'expired-credentials' });
  });

  it('that the server refuses before their end are renewed, those made a moment ago are not', async () => {
    const renew = vi.fn(async () => keysUntil(now + hour, 'second'));
    const source = createKeySource(keysUntil(start + hour), { renew, now: clock });
    const first = await source.keys();
    now += 60_000;
    expect((await source.replace(first)).accessKeyId).toBe('second');
    // Somebody else was refused with the old ones: the new ones are there already.
    expect((await source.replace(first)).accessKeyId).toBe('second');
    expect(renew).toHaveBeenCalledTimes(1);
    await expect(source.replace(await source.keys())).rejects.toMatchObject({ code: 'expired-credentials' });
  });

  it('an abort ends the waiting of one, and the renewal of nobody', async () => {
    const { renew, ends } = heldRenewal();
    const source = createKeySource(keysUntil(start + hour), { renew, now: clock });
    now += hour;
    const controller = new AbortController();
    const mine = source.keys(controller.signal);
    const others = source.keys();
    controller.abort();
    await expect(mine).rejects.toMatchObject({ code: 'aborted' });
    ends[0]?.resolve(keysUntil(now + hour, 'second'));
    expect((await others).accessKeyId).toBe('second');
    await expect(source.keys(controller.signal)).rejects.toMatchObject({ code: 'aborted' });
  });
});
