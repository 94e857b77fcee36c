import { describe, expect, test } from 'vitest';
import { StorageError } from '../errors.ts';
import {
  bytesOf,
  count,
  createEngineRig,
  type EngineRig,
  fileOf,
  fragileFileOf,
  sameBytes,
} from './testing/engine-rig.ts';
import { blockLimits } from './testing/scripted-blocks.ts';
import {
  busy,
  dropped,
  type Fault,
  hang,
  heldBack,
  once,
  type StorageCall,
  turnOfTheLoop,
} from './testing/scripted-storage.ts';

const { usualBlockSize: blockSize, maxSingleSize, minBlockSize } = blockLimits;
/** Four blocks, the last a quarter of one. */
const fourBlocks = 3.25 * blockSize;
const gone = () => new StorageError('no-such-upload', { status: 404 });

function createRig(fault?: (call: StorageCall) => Fault | undefined): EngineRig {
  return createEngineRig({ inBlocks: true, fault });
}

const operations = (rig: EngineRig) => rig.calls.map(({ operation }) => operation);

function isWhole(rig: EngineRig, size: number, key = 'a', seed = 1): boolean {
  return sameBytes(rig.objects.get(key)?.bytes, bytesOf(size, seed));
}

describe('an upload in blocks', () => {
  test.each([0, 1, minBlockSize - 1, maxSingleSize])('is none with %d bytes', async (size) => {
    const rig = createRig();
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(size) });
    await rig.reaches(id, 'verified');
    expect(operations(rig)).toEqual(['put']);
    expect(isWhole(rig, size)).toBe(true);
  });

  test.each([
    { size: maxSingleSize + 1, sizes: [blockSize, blockSize, blockSize / 2 + 1] },
    { size: 3 * blockSize, sizes: [blockSize, blockSize, blockSize] },
    { size: 3 * blockSize + 1, sizes: [blockSize, blockSize, blockSize, 1] },
    { size: 40 * blockSize - 1, sizes: [...Array(39).fill(blockSize), blockSize - 1] },
  ])('of $size bytes: each block once, and the end compared', async ({ size, sizes }) => {
    const rig = createRig();
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(size) });
    const transfer = await rig.reaches(id, 'verified');
    const sent = rig.calls.filter(({ operation }) => operation === 'begin' || operation === 'block');
    expect(sent.map(({ partNumber }) => partNumber)).toEqual(sizes.map((_, index) => index + 1));
    expect(sent.map((call) => call.size)).toEqual(sizes);
    expect(operations(rig).at(-1)).toBe('join');
    expect(isWhole(rig, size)).toBe(true);
    expect(transfer.bytesSent).toBe(size);
    const etag = rig.objects.get('a')?.etag.toUpperCase();
    expect(transfer.state).toMatchObject({ by: 'md5', etag, receipt: { answer: 'answer about a' } });
    expect(rig.history.get(id)).toEqual(['running', 'completing', 'verified']);
    expect(rig.uploads.size).toBe(0);
  });

  test('no other block goes out before the first has begun it', async () => {
    const rig = createRig(once('begin', hang, 1));
    rig.upload({ key: 'a', file: fileOf(fourBlocks) });
    await rig.arrival('begin');
    for (let turns = 0; turns < 50; turns++) await turnOfTheLoop();
    expect(operations(rig)).toEqual(['begin']);
  });

  test('has its lanes before those further back, though its code is still to come', () => {
    const rig = createRig();
    const file = fileOf(40 * blockSize);
    const ids = rig.upload({ key: 'a', file }, { key: 'b', file }, { key: 'c', file });
    expect(ids.map((id) => rig.shown(id).state.phase)).toEqual(['running', 'running', 'queued']);
  });

  test('in blocks of another size, within the limits', async () => {
    for (const [asked, sent] of [
      [minBlockSize, 7_168],
      [1, 7_168],
      [10 ** 9, blockLimits.maxBlockSize],
    ]) {
      const rig = createRig();
      const file = fileOf(maxSingleSize + 1);
      const { storage, engine } = rig;
      const [id = ''] = engine.upload({
        storage,
        bucket: 'b',
        files: [{ key: 'a', file }],
        blockSize: asked,
      });
      await rig.reaches(id, 'verified');
      expect(rig.calls[0]?.size).toBe(sent);
      expect(isWhole(rig, maxSingleSize + 1)).toBe(true);
    }
  });

  test('what was said of it goes with the first block, its policy with every call', async () => {
    const uploadPolicy = { text: '{"namespace":"b"}', variables: { of: 'me' } };
    const rig = createRig();
    const [id = ''] = rig.uploadWith(
      { metadata: { author: '报告' }, uploadPolicy },
      { key: 'a', file: fileOf(fourBlocks) },
    );
    await rig.reaches(id, 'verified');
    const begun = { metadata: { author: '报告' }, uploadPolicy, contentType: 'image/png' };
    expect(rig.calls.map((call) => call.options)).toEqual([begun, ...Array(4).fill({ uploadPolicy })]);
    const other = createRig(once('block', hang, 3));
    const [cancelled = ''] = other.uploadWith({ uploadPolicy }, { key: 'a', file: fileOf(fourBlocks) });
    await other.arrival('block', 3);
    await other.engine.cancel(cancelled, { removeParts: true });
    expect(other.calls.at(-1)).toMatchObject({ operation: 'cancel', options: { uploadPolicy } });
  });
});

describe('a service that is in trouble', () => {
  test.each(['begin', 'block', 'join'] as const)(
    '%s is tried again after 503 and after a dropped connection',
    async (operation) => {
      const rig = createRig((call) => {
        if (call.operation !== operation || call.attempt > 2) return undefined;
        return { fail: call.attempt === 1 ? busy() : dropped() };
      });
      const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
      const transfer = await rig.reaches(id, 'verified');
      expect(isWhole(rig, fourBlocks)).toBe(true);
      expect(transfer.retries).toBe({ begin: 2, block: 6, join: 0 }[operation]);
    },
  );

  test('a fifth of all requests failing: all arrives whole, never too many at once', async () => {
    let seed = 7;
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    const rig = createRig(() => {
      const dice = random();
      if (dice > 0.2) return undefined;
      return dice > 0.13 ? { fail: busy() } : dice > 0.07 ? { fail: dropped() } : { loseAnswer: true };
    });
    const sizes = [fourBlocks, 0, 1, 30 * blockSize, 700_000, maxSingleSize + 1, 9 * blockSize - 1];
    const ids = rig.upload(
      ...sizes.map((size, index) => ({ key: `file ${index}`, file: fileOf(size, index + 1) })),
    );
    await Promise.all(ids.map((id) => rig.reaches(id, 'verified')));
    for (const [index, size] of sizes.entries()) {
      expect(isWhole(rig, size, `file ${index}`, index + 1)).toBe(true);
    }
    expect(rig.peak.requests).toBeLessThanOrEqual(6);
    expect(rig.underWay()).toBe(0);
  });

  test.each([
    { what: 'the first block', operation: 'begin', partNumber: 1 },
    { what: 'a block', operation: 'block', partNumber: 3 },
    { what: 'the whole', operation: 'join', partNumber: undefined },
  ] as const)(
    'another ETag for $what is never called verified, and a new try is',
    async ({ operation, partNumber }) => {
      const rig = createRig(once(operation, { etag: '0'.repeat(32) }, partNumber));
      const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
      const failed = await rig.reaches(id, 'failed');
      expect(failed.state).toMatchObject({ error: { code: 'not-verified' } });
      if (operation !== 'join') expect(rig.objects.size).toBe(0);
      rig.engine.resume(id);
      await rig.reaches(id, 'verified');
      expect(isWhole(rig, fourBlocks)).toBe(true);
      expect(rig.uploads.size).toBe(0);
      expect(count(rig, 'begin')).toBe(operation === 'block' ? 1 : 2);
    },
  );

  test('a block that fails too often fails the file, which goes on later with those that arrived', async () => {
    let broken = true;
    const rig = createRig((call) => (broken && call.partNumber === 2 ? { fail: busy() } : undefined));
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
    const failed = await rig.reaches(id, 'failed');
    expect(failed.state).toMatchObject({ error: { code: 'too-busy' } });
    expect(count(rig, 'cancel')).toBe(0);
    broken = false;
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    expect(isWhole(rig, fourBlocks)).toBe(true);
    expect([1, 3, 4].map((block) => count(rig, block === 1 ? 'begin' : 'block', block))).toEqual([1, 1, 1]);
  });

  test('a refusal is not repeated', async () => {
    const rig = createRig(() => ({ fail: new StorageError('access-denied', { status: 403 }) }));
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
    expect((await rig.reaches(id, 'failed')).state).toMatchObject({ error: { code: 'access-denied' } });
    expect(operations(rig)).toEqual(['begin']);
    await rig.engine.cancel(id, { removeParts: true });
    expect(rig.shown(id).state).toEqual({ phase: 'cancelled', partsLeft: false });
  });

  test('blocks whose sum is refused are removed, and sent anew by the next run', async () => {
    const rig = createRig(once('join', { fail: new StorageError('bad-digest', { status: 400 }) }));
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
    expect((await rig.reaches(id, 'failed')).state).toMatchObject({ error: { code: 'bad-digest' } });
    expect([rig.objects.size, rig.uploads.size]).toEqual([0, 0]);
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    expect(count(rig, 'begin')).toBe(2);
    expect(isWhole(rig, fourBlocks)).toBe(true);
  });
});

describe('the lost answer to the end', () => {
  test('comes again', async () => {
    const rig = createRig(once('join', { loseAnswer: true }));
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
    const { state } = await rig.reaches(id, 'verified');
    expect(state).toMatchObject({ by: 'md5', receipt: { answer: 'answer about a' } });
    expect(operations(rig).slice(-2)).toEqual(['join', 'join']);
  });

  /** A service that does not remember what it has joined. */
  const forgetful = (call: StorageCall): Fault | undefined => {
    if (call.operation !== 'join') return undefined;
    if (call.attempt > 2) return undefined;
    return call.attempt === 1 ? { loseAnswer: true } : { fail: gone() };
  };

  test('is found out by the file itself where the service has forgotten', async () => {
    const rig = createRig(forgetful);
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
    const { state } = await rig.reaches(id, 'verified');
    expect(state).toMatchObject({ by: 'md5', etag: rig.objects.get('a')?.etag });
    expect(operations(rig).slice(-3)).toEqual(['join', 'join', 'head']);
  });

  test.each([
    { who: 'somebody else’s file is there', head: { etag: '1'.repeat(32) } },
    { who: 'a pasted token cannot look', head: { fail: new StorageError('not-supported') } },
    { who: 'no file is there', head: { fail: new StorageError('no-such-key', { status: 404 }) } },
  ] as { who: string; head: Fault }[])(
    'is a failure where $who, and a new try sends all',
    async ({ head }) => {
      const rig = createRig((call) => (call.operation === 'head' ? head : forgetful(call)));
      const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
      const failed = await rig.reaches(id, 'failed');
      expect(failed.state).toMatchObject({ error: { code: 'no-such-upload', status: 404 } });
      expect(failed.bytesSent).toBe(0);
      rig.engine.resume(id);
      await rig.reaches(id, 'verified');
      expect(count(rig, 'begin')).toBe(2);
    },
  );

  test('is not looked for where a policy may have named another place', async () => {
    const rig = createRig(forgetful);
    const uploadPolicy = { text: '{"namespace":"b","dir":"/elsewhere"}' };
    const [id = ''] = rig.uploadWith({ uploadPolicy }, { key: 'a', file: fileOf(fourBlocks) });
    expect((await rig.reaches(id, 'failed')).state).toMatchObject({ error: { code: 'no-such-upload' } });
    expect(count(rig, 'head')).toBe(0);
  });
});

describe('pause and resume', () => {
  test.each([
    { at: 'begin', partNumber: 1, begun: 2 },
    { at: 'block', partNumber: 2, begun: 1 },
    { at: 'block', partNumber: 4, begun: 1 },
    { at: 'join', partNumber: undefined, begun: 1 },
  ] as const)('during $at $partNumber: nothing that is confirmed goes out again', async (scene) => {
    const rig = createRig(once(scene.at, hang, scene.partNumber));
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
    await rig.arrival(scene.at, scene.partNumber);
    while (rig.underWay() > 1) await turnOfTheLoop();
    rig.engine.pause(id);
    const seen = [rig.shown(id).bytesSent];
    rig.engine.subscribe(() => seen.push(rig.shown(id).bytesSent));
    expect(rig.shown(id).state.phase).toBe('paused');
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    expect(isWhole(rig, fourBlocks)).toBe(true);
    expect(rig.shown(id).retries).toBe(0);
    expect(count(rig, 'begin')).toBe(scene.begun);
    for (const block of [2, 3, 4]) {
      const again = scene.at === 'block' && scene.partNumber === block;
      expect(count(rig, 'block', block)).toBe(again ? 2 : 1);
    }
    expect(seen).toEqual([...seen].sort((left, right) => left - right));
    expect(rig.underWay()).toBe(0);
  });

  test('over and over: the whole is hashed on from where it stood', async () => {
    const rig = createRig();
    const size = 30 * blockSize + 5;
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(size) });
    for (let block = 2; block <= 30; block += 4) {
      await rig.arrival('block', block);
      rig.engine.pause(id);
      rig.engine.resume(id);
    }
    await rig.reaches(id, 'verified');
    expect(isWhole(rig, size)).toBe(true);
  });

  test('an upload that the service has dropped meanwhile begins anew', async () => {
    const rig = createRig(once('block', hang, 4));
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
    await rig.arrival('block', 4);
    while (rig.underWay() > 1) await turnOfTheLoop();
    rig.engine.pause(id);
    rig.uploads.clear();
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    expect(count(rig, 'begin')).toBe(2);
    expect(isWhole(rig, fourBlocks)).toBe(true);
    expect(rig.shown(id).bytesSent).toBe(fourBlocks);
  });

  test('one that is dropped before it was ever to be joined begins anew by itself', async () => {
    const rig = createRig(once('join', { fail: gone() }));
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
    await rig.reaches(id, 'verified');
    expect(count(rig, 'begin')).toBe(2);
    expect(isWhole(rig, fourBlocks)).toBe(true);
  });

  test('a service that drops every upload is not asked for ever', async () => {
    const rig = createRig((call) => (call.partNumber === 3 ? { fail: gone() } : undefined));
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
    const { state } = await rig.reaches(id, 'failed');
    expect(state).toMatchObject({ error: { code: 'no-such-upload', status: 404 } });
    expect(count(rig, 'begin')).toBe(2);
  });
});

describe('cancel', () => {
  test.each([
    { at: 'begin', partNumber: 1, left: { kept: true, removed: true } },
    { at: 'block', partNumber: 2, left: { kept: true, removed: false } },
    { at: 'join', partNumber: undefined, left: { kept: true, removed: false } },
  ] as const)('during $at cuts the requests, and removes the blocks if asked', async (scene) => {
    for (const removeParts of [false, true]) {
      const rig = createRig(once(scene.at, hang, scene.partNumber));
      const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
      await rig.arrival(scene.at, scene.partNumber);
      await rig.engine.cancel(id, { removeParts });
      const partsLeft = removeParts ? scene.left.removed : scene.left.kept;
      expect(rig.shown(id).state).toEqual({ phase: 'cancelled', partsLeft });
      expect(count(rig, 'cancel')).toBe(removeParts && scene.at !== 'begin' ? 1 : 0);
      if (removeParts) expect(rig.uploads.size).toBe(0);
      expect(rig.objects.size).toBe(0);
      while (rig.underWay() > 0) await turnOfTheLoop();
    }
  });

  test('removes even what is begun only after the cancellation', async () => {
    const rig = createRig();
    const { blocks } = rig.storage;
    if (!blocks) throw new Error('no blocks');
    const { call, letGo } = heldBack(blocks.begin);
    blocks.begin = call;
    const [id = ''] = rig.upload({ key: 'a', file: fileOf(fourBlocks) });
    while (rig.uploads.size === 0) await turnOfTheLoop();
    const cancelled = rig.engine.cancel(id, { removeParts: true });
    expect(rig.shown(id).state).toEqual({ phase: 'cancelled', partsLeft: true });
    letGo();
    await cancelled;
    expect(rig.uploads.size).toBe(0);
    expect(rig.shown(id).state).toEqual({ phase: 'cancelled', partsLeft: false });
  });
});

describe('a file that changes while it is sent', () => {
  test.each([
    { operation: 'begin', partNumber: 1 },
    { operation: 'block', partNumber: 2 },
    { operation: 'block', partNumber: 4 },
  ] as const)('after block $partNumber was hashed: fails, and leaves nothing', async (scene) => {
    for (const spoiled of ['unreadable', 'rewritten'] as const) {
      const file = fragileFileOf(fourBlocks);
      const rig = createRig((call) => {
        if (call.operation === scene.operation && call.partNumber === scene.partNumber) file.state = spoiled;
        return undefined;
      });
      const [id = ''] = rig.upload({ key: 'a', file });
      const failed = await rig.reaches(id, 'failed');
      expect(failed.state).toMatchObject({ error: { code: 'file-changed' } });
      expect([rig.objects.size, rig.uploads.size, count(rig, 'join')]).toEqual([0, 0, 0]);
      expect(rig.underWay()).toBe(0);
    }
  });

  test('while it was paused: what was sent is cancelled, and nothing of it is used again', async () => {
    const file = fragileFileOf(fourBlocks);
    const rig = createRig(once('block', hang, 3));
    const [id = ''] = rig.upload({ key: 'a', file });
    await rig.arrival('block', 3);
    rig.engine.pause(id);
    file.state = 'unreadable';
    rig.engine.resume(id);
    expect((await rig.reaches(id, 'failed')).state).toMatchObject({ error: { code: 'file-changed' } });
    expect([rig.uploads.size, count(rig, 'cancel')]).toEqual([0, 1]);
    file.state = 'whole';
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    expect(count(rig, 'begin')).toBe(2);
    expect(isWhole(rig, fourBlocks)).toBe(true);
  });
});
