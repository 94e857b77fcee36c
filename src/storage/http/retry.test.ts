import { describe, expect, it } from 'vitest';
import { StorageError } from '../errors.ts';
import { retryDelay, withRetry } from './retry.ts';

const busy = new StorageError('too-busy', { retryable: true });

describe('retryDelay', () => {
  it.each([
    { attempt: 1, random: 0, delay: 200 },
    { attempt: 1, random: 0.5, delay: 300 },
    { attempt: 2, random: 0, delay: 400 },
    { attempt: 3, random: 0.25, delay: 1000 },
    { attempt: 6, random: 0, delay: 6400 },
    { attempt: 7, random: 0, delay: 10_000 },
    { attempt: 40, random: 0.5, delay: 15_000 },
  ])('attempt $attempt with random $random waits $delay ms', ({ attempt, random, delay }) => {
    expect(retryDelay(attempt, busy, () => random)).toBe(delay);
  });

  it.each([
    { retryAfter: 60_000, random: 0, delay: 60_000 },
    { retryAfter: 60_000, random: 0.5, delay: 60_100 },
    { retryAfter: 1, random: 0.5, delay: 101 },
    { retryAfter: 3_600_000, random: 0, delay: 120_000 },
  ])('the server asks for $retryAfter ms: waits $delay ms', ({ retryAfter, random, delay }) => {
    const error = new StorageError('too-busy', { retryable: true, retryAfter });
    expect(retryDelay(1, error, () => random)).toBe(delay);
  });
});

describe('withRetry', () => {
  /** Fails `failures` times with `error`, then answers; records every wait. */
  function scene(failures: number, error: unknown) {
    const waits: number[] = [];
    let calls = 0;
    return {
      waits,
      calls: () => calls,
      run: async () => {
        calls += 1;
        if (calls <= failures) throw error;
        return 'done';
      },
      options: {
        random: () => 0,
        sleep: async (ms: number) => {
          waits.push(ms);
        },
      },
    };
  }

  it('tries again until it works, with growing waits', async () => {
    const { run, waits, options } = scene(3, busy);
    const seen: number[] = [];
    const result = await withRetry(run, { ...options, onRetry: ({ attempt }) => seen.push(attempt) });
    expect(result).toBe('done');
    expect(waits).toEqual([200, 400, 800]);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('gives up with the last error when the attempts are used up', async () => {
    const { run, calls, waits, options } = scene(99, busy);
    await expect(withRetry(run, { ...options, attempts: 3 })).rejects.toBe(busy);
    expect(calls()).toBe(3);
    expect(waits).toHaveLength(2);
  });

  it.each([new StorageError('access-denied'), new Error('a bug')])(
    'does not try again after %s',
    async (error) => {
      const { run, calls, options } = scene(99, error);
      await expect(withRetry(run, options)).rejects.toBe(error);
      expect(calls()).toBe(1);
    },
  );

  it('ends a wait at once when it is aborted', async () => {
    const { run, calls } = scene(99, new StorageError('network', { retryable: true, retryAfter: 100_000 }));
    const controller = new AbortController();
    const pending = withRetry(run, { signal: controller.signal, onRetry: () => controller.abort() });
    await expect(pending).rejects.toMatchObject({ code: 'aborted' });
    expect(calls()).toBe(1);
  });

  it('does not begin when it is aborted already', async () => {
    const { run, calls } = scene(0, busy);
    await expect(withRetry(run, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    expect(calls()).toBe(0);
  });
});
