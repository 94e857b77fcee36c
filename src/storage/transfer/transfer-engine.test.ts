import { describe, expect, test } from 'vitest';
import { StorageError } from '../errors.ts';
import { bytesOf, count, createEngineRig, fileOf, sameBytes, threeParts } from './testing/engine-rig.ts';
import {
  busy,
  dropped,
  type Fault,
  hang,
  heldBack,
  once,
  turnOfTheLoop,
} from './testing/scripted-storage.ts';

const MiB = 1024 ** 2;

describe('an upload', () => {
  test.each([0, 1, 1_000_000, MiB])('of %d bytes is one verified request', async (size) => {
    const rig = createEngineRig();
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(size) });
    const transfer = await rig.reaches(id, 'verified');
    expect(rig.calls.map((call) => call.operation)).toEqual(['put']);
    expect(transfer.state).toEqual({ phase: 'verified', by: 'md5', etag: rig.objects.get('a')?.etag });
    expect(sameBytes(rig.objects.get('a')?.bytes, bytesOf(size))).toBe(true);
    expect(transfer.bytesSent).toBe(size);
  });

  test('of more than a part is sent in parts and its ETag compared', async () => {
    const rig = createEngineRig();
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(threeParts) });
    const transfer = await rig.reaches(id, 'verified');
    expect(rig.calls.map((call) => call.operation)).toEqual([
      'create',
      'uploadPart',
      'uploadPart',
      'uploadPart',
      'complete',
    ]);
    expect(transfer.state).toMatchObject({ by: 'md5', etag: expect.stringMatching(/^[0-9a-f]{32}-3$/) });
    expect(sameBytes(rig.objects.get('a')?.bytes, bytesOf(threeParts))).toBe(true);
    expect(rig.uploads.size).toBe(0);
    expect(transfer.bytesSent).toBe(threeParts);
  });

  test('in parts of the usual size', async () => {
    const rig = createEngineRig({}, { partSize: 16 * MiB });
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(16 * MiB + 1) });
    await rig.reaches(id, 'verified');
    const parts = rig.calls.filter((call) => call.operation === 'uploadPart');
    expect(parts.map((call) => call.size)).toEqual([16 * MiB, 1]);
  });

  test('passes through its states once each', async () => {
    const rig = createEngineRig();
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(threeParts) });
    await rig.reaches(id, 'verified');
    expect(rig.history.get(id)).toEqual(['running', 'completing', 'verified']);
  });

  test('is announced once', async () => {
    const rig = createEngineRig();
    const announced: string[] = [];
    const stop = rig.engine.onVerified(({ key, state }) => announced.push(`${key} ${state.phase}`));
    const [first = ''] = rig.upload({ key: 'a', file: fileOf(threeParts) });
    await rig.reaches(first, 'verified');
    rig.engine.resume(first);
    rig.engine.pause(first);
    await rig.engine.cancel(first, { removeParts: true });
    stop();
    const [second = ''] = rig.upload({ key: 'b', file: fileOf(1) });
    await rig.reaches(second, 'verified');
    expect(announced).toEqual(['a verified']);
    expect(rig.shown(first).state.phase).toBe('verified');
  });

  test('to a server that encrypts is verified by the MD5 that the server checked', async () => {
    const rig = createEngineRig({ etagIsMd5: false });
    const ids = rig.upload({ key: 'a', file: fileOf(threeParts) }, { key: 'b', file: fileOf(5) });
    for (const id of ids) {
      expect((await rig.reaches(id, 'verified')).state).toMatchObject({ by: 'content-md5' });
    }
  });

  test('over 5 TiB fails at once, and nothing is sent', async () => {
    const rig = createEngineRig();
    const file = fileOf(1);
    Object.defineProperty(file, 'size', { value: 5 * 1024 ** 4 + 1 });
    const [huge = '', small = ''] = rig.upload({ key: 'huge', file }, { key: 'small', file: fileOf(1) });
    expect(rig.shown(huge).state).toMatchObject({ phase: 'failed', error: { code: 'too-large' } });
    rig.engine.resume(huge);
    expect(rig.shown(huge).state.phase).toBe('failed');
    await rig.reaches(small, 'verified');
    expect(rig.calls.map((call) => call.key)).toEqual(['small']);
  });
});

describe('a server that is in trouble', () => {
  test.each(['put', 'create', 'uploadPart', 'complete'] as const)(
    '%s is tried again after 503 and after a dropped connection',
    async (operation) => {
      const rig = createEngineRig({
        fault: (call) => {
          if (call.operation !== operation || call.attempt > 2) return undefined;
          return { fail: call.attempt === 1 ? busy() : dropped() };
        },
      });
      const size = operation === 'put' ? 10 : threeParts;
      const [id = ''] = rig.upload({ key: 'a', file: fileOf(size) });
      const transfer = await rig.reaches(id, 'verified');
      expect(sameBytes(rig.objects.get('a')?.bytes, bytesOf(size))).toBe(true);
      expect(transfer.retries).toBe({ put: 2, create: 0, uploadPart: 6, complete: 0 }[operation]);
    },
  );

  test('a fifth of all requests failing: all arrives whole, nothing is joined early, never too many at once', async () => {
    let seed = 42;
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    const rig = createEngineRig({
      fault: () => {
        const dice = random();
        if (dice > 0.2) return undefined;
        return dice > 0.13 ? { fail: busy() } : dice > 0.07 ? { fail: dropped() } : { loseAnswer: true };
      },
    });
    const sizes = [threeParts, 0, 1, 9 * MiB, 500_000, MiB + 1, ...Array.from({ length: 60 }, (_, n) => n)];
    const ids = rig.upload(
      ...sizes.map((size, index) => ({ key: `file ${index}`, file: fileOf(size, index + 1) })),
    );
    await Promise.all(ids.map((id) => rig.reaches(id, 'verified')));
    for (const [index, size] of sizes.entries()) {
      const stored = rig.objects.get(`file ${index}`)?.bytes;
      expect(stored?.length).toBe(size);
      expect(sameBytes(stored, bytesOf(size, index + 1))).toBe(true);
    }
    expect(rig.peak.requests).toBeLessThanOrEqual(6);
    expect(rig.peak.large).toBeLessThanOrEqual(4);
    expect(rig.underWay()).toBe(0);
    expect(rig.engine.getSnapshot().totals).toMatchObject({ verified: ids.length, failed: 0, active: 0 });
  });

  test('a part that fails too often fails the file, which goes on later with the parts that arrived', async () => {
    let broken = true;
    const rig = createEngineRig({
      fault: (call) => (broken && call.partNumber === 2 ? { fail: busy() } : undefined),
    });
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(threeParts) });
    const failed = await rig.reaches(id, 'failed');
    expect(failed.state).toMatchObject({ error: { code: 'too-busy' } });
    expect(count(rig, 'complete')).toBe(0);
    expect(count(rig, 'abort')).toBe(0);
    expect([...rig.uploads.values()].map((upload) => [...upload.parts.keys()].sort())).toEqual([[1, 3]]);
    broken = false;
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    expect(sameBytes(rig.objects.get('a')?.bytes, bytesOf(threeParts))).toBe(true);
    expect([count(rig, 'uploadPart', 1), count(rig, 'uploadPart', 3), count(rig, 'create')]).toEqual([
      1, 1, 1,
    ]);
  });

  test('a refusal is not repeated', async () => {
    const rig = createEngineRig({
      fault: () => ({ fail: new StorageError('access-denied', { status: 403 }) }),
    });
    const ids = rig.upload({ key: 'a', file: fileOf(1) }, { key: 'b', file: fileOf(threeParts) });
    for (const id of ids) {
      expect((await rig.reaches(id, 'failed')).state).toMatchObject({ error: { code: 'access-denied' } });
    }
    expect(rig.calls.map((call) => call.operation).sort()).toEqual(['create', 'put']);
    await rig.engine.cancel(ids[1] ?? '', { removeParts: true });
    expect(rig.shown(ids[1] ?? '').state).toEqual({ phase: 'cancelled', partsLeft: false });
  });

  test.each([
    { what: 'an object', operation: 'put', size: 10, partNumber: undefined },
    { what: 'a part', operation: 'uploadPart', size: threeParts, partNumber: 2 },
    { what: 'the joined object', operation: 'complete', size: threeParts, partNumber: undefined },
  ] as const)('another ETag for $what is never called verified', async ({ operation, size, partNumber }) => {
    const lie: Fault = { etag: partNumber ? '0'.repeat(32) : `${'0'.repeat(32)}-3` };
    const rig = createEngineRig({ fault: once(operation, lie, partNumber) });
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(size) });
    const failed = await rig.reaches(id, 'failed');
    expect(failed.state).toMatchObject({ error: { code: 'not-verified' } });
    if (partNumber) expect(count(rig, 'complete')).toBe(0);
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    expect(sameBytes(rig.objects.get('a')?.bytes, bytesOf(size))).toBe(true);
  });

  test('the lost answer to a join is found out by the object itself', async () => {
    const rig = createEngineRig({ fault: once('complete', { loseAnswer: true }) });
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(threeParts) });
    const transfer = await rig.reaches(id, 'verified');
    expect(transfer.state).toMatchObject({ by: 'md5', etag: rig.objects.get('a')?.etag });
    expect(rig.calls.slice(-3).map((call) => call.operation)).toEqual(['complete', 'complete', 'head']);
  });

  test('somebody else’s object of that key does not pass for a lost answer', async () => {
    const rig = createEngineRig({
      fault: once('complete', { fail: new StorageError('no-such-upload', { status: 404 }) }),
    });
    rig.objects.set('a', { bytes: bytesOf(3), etag: `${'1'.repeat(32)}-3` });
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(threeParts) });
    expect((await rig.reaches(id, 'failed')).state).toMatchObject({ error: { code: 'no-such-upload' } });
  });
});

describe('pause and resume', () => {
  test.each([
    { at: 'put', size: 10, partNumber: undefined },
    { at: 'create', size: threeParts, partNumber: undefined },
    { at: 'uploadPart', size: threeParts, partNumber: 2 },
    { at: 'complete', size: threeParts, partNumber: undefined },
  ] as const)('during $at', async ({ at, size, partNumber }) => {
    const rig = createEngineRig({ fault: once(at, hang, partNumber) });
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(size) });
    await rig.arrival(at, partNumber);
    rig.engine.pause(id);
    expect(rig.shown(id).state.phase).toBe('paused');
    rig.engine.resume(id);
    const transfer = await rig.reaches(id, 'verified');
    expect(sameBytes(rig.objects.get('a')?.bytes, bytesOf(size))).toBe(true);
    expect(transfer.retries).toBe(0);
    expect(rig.underWay()).toBe(0);
    expect(count(rig, 'create')).toBe(at === 'put' ? 0 : at === 'create' ? 2 : 1);
    if (at === 'complete') expect(count(rig, 'uploadPart')).toBe(3);
  });

  test('confirmed parts are not sent again, and the bar does not go back', async () => {
    const rig = createEngineRig({ fault: once('uploadPart', hang, 3) });
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(threeParts) });
    await rig.arrival('uploadPart', 3);
    while (rig.underWay() > 1) await turnOfTheLoop();
    rig.engine.pause(id);
    const before = rig.shown(id).bytesSent;
    expect(before).toBeGreaterThanOrEqual(2 * MiB);
    const seen = [before];
    rig.engine.subscribe(() => seen.push(rig.shown(id).bytesSent));
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    expect([1, 2, 3].map((partNumber) => count(rig, 'uploadPart', partNumber))).toEqual([1, 1, 2]);
    expect(seen).toEqual([...seen].sort((left, right) => left - right));
    expect(Math.max(...seen)).toBe(threeParts);
  });

  test.each([
    { what: 'lost', spoil: (parts: Map<number, unknown>) => parts.delete(1) },
    {
      what: 'cut short',
      spoil: (parts: Map<number, { bytes: Uint8Array; etag: string }>) =>
        parts.set(1, { bytes: bytesOf(5), etag: parts.get(1)?.etag ?? '' }),
    },
    {
      what: 'replaced',
      spoil: (parts: Map<number, { bytes: Uint8Array; etag: string }>) =>
        parts.set(1, { bytes: bytesOf(MiB, 9), etag: '2'.repeat(32) }),
    },
  ])('a part that the server has $what meanwhile is sent again before the join', async ({ spoil }) => {
    const rig = createEngineRig({ fault: once('complete', hang) });
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(threeParts) });
    await rig.arrival('complete');
    rig.engine.pause(id);
    for (const { parts } of rig.uploads.values()) spoil(parts);
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    expect(sameBytes(rig.objects.get('a')?.bytes, bytesOf(threeParts))).toBe(true);
    expect([1, 2, 3].map((partNumber) => count(rig, 'uploadPart', partNumber))).toEqual([2, 1, 1]);
  });

  test('an upload that the server has dropped meanwhile begins anew', async () => {
    const rig = createEngineRig({ fault: once('uploadPart', hang, 3) });
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(threeParts) });
    await rig.arrival('uploadPart', 3);
    rig.engine.pause(id);
    rig.uploads.clear();
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    expect(count(rig, 'create')).toBe(2);
    expect(sameBytes(rig.objects.get('a')?.bytes, bytesOf(threeParts))).toBe(true);
  });

  test('a join that went through while the file was paused is recognised', async () => {
    const rig = createEngineRig({ fault: once('complete', { loseAnswer: true }) });
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(threeParts) });
    await rig.reaches(id, 'completing');
    while (rig.uploads.size > 0) await turnOfTheLoop();
    rig.engine.pause(id);
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    expect(count(rig, 'uploadPart')).toBe(3);
    expect(count(rig, 'create')).toBe(1);
  });

  test('a paused file lets the next one go', async () => {
    const rig = createEngineRig({ fault: (call) => (call.key === 'first' ? hang : undefined) });
    const [first = '', second = ''] = rig.upload(
      { key: 'first', file: fileOf(threeParts) },
      { key: 'second', file: fileOf(threeParts) },
    );
    await rig.arrival('create');
    rig.engine.pause(first);
    await rig.reaches(second, 'verified');
    expect(rig.shown(first).state.phase).toBe('paused');
  });

  test('all at once: none is started only to be paused', () => {
    const rig = createEngineRig({ fault: () => hang });
    let looks = 0;
    const files = Array.from({ length: 100 }, (_, n) => {
      const file = fileOf(n);
      Object.defineProperty(file, 'lastModified', { get: () => ++looks });
      return { key: `${n}`, file };
    });
    rig.upload(...files);
    const started = looks;
    expect(started).toBeGreaterThan(0);
    rig.engine.pauseAll();
    expect(looks).toBe(started);
  });

  test('all at once: nothing is sent until they are resumed', async () => {
    let held = true;
    const rig = createEngineRig({ fault: () => (held ? hang : undefined) });
    const ids = rig.upload(...Array.from({ length: 40 }, (_, n) => ({ key: `${n}`, file: fileOf(n) })));
    await rig.arrival('put');
    rig.engine.pauseAll();
    expect(rig.engine.getSnapshot().totals).toMatchObject({ paused: 40, active: 40, bytesPerSecond: 0 });
    while (rig.underWay() > 0) await turnOfTheLoop();
    const before = rig.calls.length;
    expect(before).toBeLessThanOrEqual(6);
    held = false;
    for (let turns = 0; turns < 50; turns++) await turnOfTheLoop();
    expect(rig.calls.length).toBe(before);
    rig.engine.resumeAll();
    await Promise.all(ids.map((id) => rig.reaches(id, 'verified')));
    expect(rig.peak.requests).toBeLessThanOrEqual(6);
  });
});

describe('cancel', () => {
  test.each([
    { at: 'put', size: 10, partNumber: undefined, left: { kept: false, removed: false } },
    // The answer that would have named the upload never came: one may be there.
    { at: 'create', size: threeParts, partNumber: undefined, left: { kept: true, removed: true } },
    { at: 'uploadPart', size: threeParts, partNumber: 2, left: { kept: true, removed: false } },
    { at: 'complete', size: threeParts, partNumber: undefined, left: { kept: true, removed: false } },
  ] as const)('during $at cuts the requests, and removes the parts if asked', async (scene) => {
    for (const removeParts of [false, true]) {
      const rig = createEngineRig({ fault: once(scene.at, hang, scene.partNumber) });
      const [id = ''] = rig.upload({ key: 'a', file: fileOf(scene.size) });
      await rig.arrival(scene.at, scene.partNumber);
      const cancelled = rig.engine.cancel(id, { removeParts });
      expect(rig.shown(id).state.phase).toBe('cancelled');
      await cancelled;
      const partsLeft = removeParts ? scene.left.removed : scene.left.kept;
      expect(rig.shown(id).state).toEqual({ phase: 'cancelled', partsLeft });
      if (removeParts) expect(rig.uploads.size).toBe(0);
      expect(rig.objects.size).toBe(0);
      while (rig.underWay() > 0) await turnOfTheLoop();
      rig.engine.resume(id);
      expect(rig.shown(id).state.phase).toBe('cancelled');
    }
  });

  test('says that parts are left where the server would not remove them', async () => {
    const rig = createEngineRig({
      fault: (call) => {
        if (call.operation === 'abort') return { fail: busy() };
        return call.operation === 'complete' ? hang : undefined;
      },
    });
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(threeParts) });
    await rig.arrival('complete');
    await rig.engine.cancel(id, { removeParts: true });
    expect(rig.shown(id).state).toEqual({ phase: 'cancelled', partsLeft: true });
    expect(count(rig, 'abort')).toBeGreaterThan(1);
    expect(rig.peak.requests).toBeLessThanOrEqual(6);
  });

  test('removes even an upload whose id comes only after the cancellation', async () => {
    const rig = createEngineRig();
    const { multipart } = rig.storage;
    if (!multipart) throw new Error('no multipart');
    const { call, letGo } = heldBack(multipart.create);
    multipart.create = call;
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(threeParts) });
    while (rig.uploads.size === 0) await turnOfTheLoop();
    const cancelled = rig.engine.cancel(id, { removeParts: true });
    expect(rig.shown(id).state).toEqual({ phase: 'cancelled', partsLeft: true });
    letGo();
    await cancelled;
    expect(rig.uploads.size).toBe(0);
    expect(rig.shown(id).state).toEqual({ phase: 'cancelled', partsLeft: false });
  });

  test('all: what runs, waits or is paused, and not what has failed', async () => {
    const rig = createEngineRig({
      fault: (call) => (call.key === 'bad' ? { etag: 'x' } : call.key === 'good' ? undefined : hang),
    });
    const [bad = '', good = ''] = rig.upload(
      { key: 'bad', file: fileOf(1) },
      { key: 'good', file: fileOf(1) },
    );
    await Promise.all([rig.reaches(bad, 'failed'), rig.reaches(good, 'verified')]);
    const file = fileOf(threeParts);
    const [paused = ''] = rig.upload(...Array.from({ length: 30 }, (_, n) => ({ key: `${n}`, file })));
    rig.engine.pause(paused);
    await rig.engine.cancelAll({ removeParts: true });
    expect(rig.engine.getSnapshot().totals).toMatchObject({
      cancelled: 30,
      failed: 1,
      verified: 1,
      active: 0,
    });
    expect(rig.underWay()).toBe(0);
    rig.engine.clearFinished();
    expect(rig.engine.getSnapshot().transfers).toEqual([]);
  });
});
