import { describe, expect, it, test } from 'vitest';
import { StorageError } from '../../../storage/index.ts';
import { isTypedCount, mustBeTyped, planVersions, runVersions } from './version-plan.ts';

const version = (key: string, versionId: string, more = {}) => ({
  key,
  versionId,
  size: 2,
  lastModified: new Date(0),
  etag: '',
  isLatest: false,
  isDeleteMarker: false,
  ...more,
});
const chosen = [
  version('a', '2', { isLatest: true }),
  version('b', '1', { isDeleteMarker: true, isLatest: true, size: 0 }),
];
const noPages = async function* () {};

describe('a plan', () => {
  it('names what was chosen, and says what it means', async () => {
    const plan = await planVersions(noPages, 'bucket', { versions: chosen, folders: [] });
    expect(plan).toEqual({ versions: chosen, bytes: 2, markers: 1, latest: 2 });
  });

  it('lists folders to their end, takes each version once and nothing beside them', async () => {
    const asked: string[] = [];
    const progress: number[] = [];
    const plan = await planVersions(
      async function* ({ bucket, prefix }) {
        asked.push(`${bucket}:${prefix}`);
        yield { versions: [version('f/a', '1'), version('f/a', '2'), version('f', '1'), version('fx', '1')] };
        yield { versions: [version('f/b', '1'), version('f/a', '2')] };
      },
      'bucket',
      { versions: [version('f/a', '1')], folders: ['f/'] },
      ({ count }) => progress.push(count),
    );
    expect(asked).toEqual(['bucket:f/']);
    expect(plan.versions.map(({ key, versionId }) => key + versionId)).toEqual(['f/a1', 'f/a2', 'f/b1']);
    expect(progress).toEqual([1, 2, 3]);
  });

  it('never takes a prefix for a folder', async () => {
    await expect(planVersions(noPages, 'b', { versions: [], folders: ['f'] })).rejects.toThrow("ends in '/'");
  });

  it('is typed where more goes than was looked at', () => {
    const plan = (count: number) => ({
      versions: Array.from({ length: count }, (_, index) => version('k', String(index))),
      bytes: 0,
      markers: 0,
      latest: 0,
    });
    expect(mustBeTyped(plan(20), [])).toBe(false);
    expect(mustBeTyped(plan(21), [])).toBe(true);
    expect(mustBeTyped(plan(1), ['f/'])).toBe(true);
    expect(isTypedCount('1,203', plan(1203))).toBe(true);
    expect(isTypedCount('1.203 ', plan(1203))).toBe(true);
    expect(isTypedCount('203', plan(1203))).toBe(false);
    expect(isTypedCount('', plan(0))).toBe(false);
  });
});

describe('its run', () => {
  const refs = Array.from({ length: 2100 }, (_, index) => ({ key: `k${index}`, versionId: 'v' }));
  const never = new AbortController().signal;

  test('goes by batches and counts every verdict', async () => {
    const sizes: number[] = [];
    const progress: number[] = [];
    const result = await runVersions(
      async (batch) => {
        sizes.push(batch.length);
        const [first, ...others] = batch;
        return {
          deleted: others,
          failed: first ? [{ ...first, code: 'AccessDenied', message: 'locked' }] : [],
        };
      },
      refs,
      { stop: never, onProgress: (done) => progress.push(done) },
    );
    expect(sizes).toEqual([1000, 1000, 100]);
    expect(progress).toEqual([1000, 2000, 2100]);
    expect([result.deleted.length, result.failed.length, result.left.length]).toEqual([2097, 3, 0]);
    expect(result.ended).toEqual({ by: 'plan' });
  });

  test('stops before the next batch', async () => {
    const stop = new AbortController();
    const result = await runVersions(
      async (batch) => {
        stop.abort();
        return { deleted: batch, failed: [] };
      },
      refs,
      { stop: stop.signal, onProgress: () => {} },
    );
    expect([result.deleted.length, result.left.length, result.ended.by]).toEqual([1000, 1100, 'person']);
  });

  test('tells what it did not reach where a batch fails', async () => {
    const error = new StorageError('network');
    const result = await runVersions(() => Promise.reject(error), refs.slice(0, 3), {
      stop: never,
      onProgress: () => {},
    });
    expect(result).toEqual({
      deleted: [],
      failed: [],
      left: refs.slice(0, 3),
      ended: { by: 'error', error },
    });
  });
});
