import { describe, expect, test } from 'vitest';
import { createDirectDigester } from '../digest/direct-digester.ts';
import type { StorageDriver } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { GetInput } from '../object-operations.ts';
import type { ObjectHead } from '../types.ts';
import { bytesOf, sameBytes } from './testing/engine-rig.ts';
import { createMemoryTarget, type MemoryTarget } from './testing/memory-target.ts';
import { busy, dropped, turnOfTheLoop } from './testing/scripted-storage.ts';
import { createTransferEngine } from './transfer-engine.ts';
import type { Transfer, TransferState } from './transfer-types.ts';

const piece = 1024;
const digester = createDirectDigester();
const md5 = (bytes: Uint8Array) => digester.md5(new Blob([bytes as Uint8Array<ArrayBuffer>]));

interface Served {
  bytes: Uint8Array;
  etag: string;
  encryption?: ObjectHead['encryption'];
  contentEncoding?: string;
  parts?: number[];
}

/** What befalls a GET: fail at once, after so many bytes, or never answer. */
type Trouble = { fail: StorageError; after?: number } | { hang: true };

function rig(
  object: Served,
  trouble: (input: GetInput, attempt: number) => Trouble | undefined = () => undefined,
) {
  const gets: GetInput[] = [];
  const state = { object: object as Served | undefined, underWay: 0, peak: 0 };
  const headOf = ({ bytes, etag, encryption, contentEncoding }: Served): ObjectHead => ({
    key: 'a',
    size: bytes.length,
    etag,
    encryption,
    contentEncoding,
    metadata: {},
    checksums: {},
  });
  const current = () => {
    if (!state.object) throw new StorageError('no-such-key', { status: 404 });
    return state.object;
  };
  const attempts = new Map<string, number>();
  const storage = {
    protocol: 's3',
    connectionId: 'scripted',
    objects: {
      async head() {
        await turnOfTheLoop();
        return headOf(current());
      },
      async get(input: GetInput, { signal }: { signal?: AbortSignal } = {}) {
        await turnOfTheLoop();
        gets.push(input);
        const served = current();
        const name = JSON.stringify(input.range);
        const attempt = (attempts.get(name) ?? 0) + 1;
        attempts.set(name, attempt);
        if (input.ifMatch !== served.etag) throw new StorageError('precondition-failed', { status: 412 });
        const wrong = trouble(input, attempt);
        if (wrong && 'fail' in wrong && wrong.after === undefined) throw wrong.fail;
        const { start = 0, end = served.bytes.length - 1 } = input.range ?? {};
        const wanted = served.bytes.slice(start, end + 1);
        state.underWay += 1;
        state.peak = Math.max(state.peak, state.underWay);
        const left = () => {
          state.underWay -= 1;
        };
        const body = new ReadableStream<Uint8Array>({
          async start(controller) {
            if (wrong && 'hang' in wrong) {
              signal?.addEventListener('abort', () => {
                left();
                controller.error(new StorageError('aborted'));
              });
              return;
            }
            await turnOfTheLoop();
            if (wrong) {
              controller.enqueue(wanted.slice(0, wrong.after));
              await turnOfTheLoop();
              left();
              controller.error(wrong.fail);
              return;
            }
            controller.enqueue(wanted);
            left();
            controller.close();
          },
        });
        return { head: headOf(served), body };
      },
      partSize: async ({ partNumber }: { partNumber: number }) => current().parts?.[partNumber - 1],
    },
  } as unknown as StorageDriver;
  const engine = createTransferEngine({
    digester,
    sleep: () => turnOfTheLoop(),
    random: () => 0,
    pieceSize: piece,
  });
  const reaches = (id: string, phase: TransferState['phase']) =>
    new Promise<Transfer>((resolve, reject) => {
      const look = () => {
        const transfer = engine.getSnapshot().transfers.find((candidate) => candidate.id === id);
        if (!transfer) return;
        if (transfer.state.phase === phase) resolve(transfer);
        else if (transfer.state.phase === 'failed' || transfer.state.phase === 'verified') {
          reject(new Error(transfer.state.phase === 'failed' ? transfer.state.error.code : 'verified'));
        } else return;
        stop();
      };
      const stop = engine.subscribe(look);
      look();
    });
  const download = (target: MemoryTarget, range?: { start: number; end: number }) => {
    const files = [{ key: 'a', size: object.bytes.length, target, range }];
    return engine.download({ storage, bucket: 'photos', files })[0] ?? '';
  };
  return { engine, reaches, download, gets, state };
}

async function served(size: number): Promise<Served> {
  const bytes = bytesOf(size);
  return { bytes, etag: await md5(bytes) };
}

async function inParts(sizes: number[]): Promise<Served> {
  const bytes = bytesOf(sizes.reduce((sum, size) => sum + size, 0));
  let start = 0;
  let digests = '';
  for (const size of sizes) {
    digests += await md5(bytes.slice(start, start + size));
    start += size;
  }
  const joined = Uint8Array.from(digests.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  return { bytes, etag: `${await md5(joined)}-${sizes.length}`, parts: sizes };
}

describe('a download', () => {
  test.each([0, 1, piece, 10 * piece + 7])(
    'of %d bytes is the same, and verified by its MD5',
    async (size) => {
      const object = await served(size);
      const target = createMemoryTarget();
      const { download, reaches, gets, state } = rig(object);
      const done = await reaches(download(target), 'verified');
      expect(sameBytes(target.saved(), object.bytes)).toBe(true);
      expect(done).toMatchObject({
        kind: 'download',
        bytesSent: size,
        state: { by: 'md5', etag: object.etag },
      });
      expect(gets.length).toBe(Math.ceil(size / piece));
      expect(gets.every((get) => get.ifMatch === object.etag)).toBe(true);
      expect(state.peak).toBeLessThanOrEqual(4);
    },
  );

  test('of a range has its bytes, and says that only the size was compared', async () => {
    const object = await served(5_000);
    const target = createMemoryTarget();
    const { download, reaches } = rig(object);
    const done = await reaches(download(target, { start: 1_000, end: 3_999 }), 'verified');
    expect(sameBytes(target.saved(), object.bytes.slice(1_000, 4_000))).toBe(true);
    expect(done).toMatchObject({ size: 3_000, state: { by: 'size' } });
  });

  test('of a range that begins behind the end fails', async () => {
    const { download, reaches } = rig(await served(10));
    const { state } = await reaches(download(createMemoryTarget(), { start: 10, end: 20 }), 'failed');
    expect(state).toMatchObject({ error: { code: 'invalid-argument' } });
  });

  test.each([
    ['parts alike', [2_000, 2_000, 500]],
    ['parts of their own sizes', [700, 2_000, 900]],
  ])('of %s is verified by their MD5s', async (_name, sizes) => {
    const object = await inParts(sizes);
    const target = createMemoryTarget();
    const { download, reaches } = rig(object);
    expect((await reaches(download(target), 'verified')).state).toMatchObject({ by: 'parts-md5' });
    expect(sameBytes(target.saved(), object.bytes)).toBe(true);
  });

  test('of parts whose sizes nobody tells is verified by size', async () => {
    const object = { ...(await inParts([700, 2_000, 900])), parts: undefined };
    const { download, reaches } = rig(object);
    expect((await reaches(download(createMemoryTarget()), 'verified')).state).toMatchObject({ by: 'size' });
  });

  test('of what is encrypted with a key from elsewhere is verified by size', async () => {
    const object: Served = { ...(await served(10)), encryption: { kind: 'sse-c' } };
    const { download, reaches } = rig(object);
    expect((await reaches(download(createMemoryTarget()), 'verified')).state).toMatchObject({ by: 'size' });
  });

  test('of other bytes than the ETag says fails, and nothing of it is left', async () => {
    const object = { ...(await served(3_000)), etag: await md5(bytesOf(10)) };
    const target = createMemoryTarget();
    const { download, reaches } = rig(object);
    expect((await reaches(download(target), 'failed')).state).toMatchObject({
      error: { code: 'file-differs' },
    });
    expect(target.aborts).toBe(1);
  });

  test('of what is stored packed asks for it as it is stored', async () => {
    const object: Served = { ...(await served(3_000)), contentEncoding: 'gzip' };
    const { download, reaches, gets } = rig(object);
    await reaches(download(createMemoryTarget()), 'verified');
    expect(gets.every((get) => get.asStored)).toBe(true);
  });
});

describe('trouble', () => {
  test('on the way: what has come is kept, the rest is asked for', async () => {
    const object = await served(3 * piece);
    const target = createMemoryTarget();
    const { download, reaches, gets } = rig(object, ({ range }, attempt) => {
      if (range?.start === piece && attempt === 1) return { fail: dropped(), after: 100 };
      if (range?.start === 2 * piece && attempt <= 3) return { fail: busy() };
      return undefined;
    });
    const done = await reaches(download(target), 'verified');
    expect(sameBytes(target.saved(), object.bytes)).toBe(true);
    expect(done.retries).toBe(4);
    expect(gets.map((get) => get.range?.start)).toContain(piece + 100);
  });

  test('that never ends fails; a retry goes on where it was', async () => {
    const object = await served(3 * piece);
    const target = createMemoryTarget();
    let broken = true;
    const { download, reaches, gets, engine } = rig(object, ({ range }) =>
      broken && range?.start === 2 * piece ? { fail: dropped() } : undefined,
    );
    const id = download(target);
    expect((await reaches(id, 'failed')).state).toMatchObject({ error: { code: 'network' } });
    expect(target.saved()).toBeUndefined();
    broken = false;
    const before = gets.length;
    engine.resume(id);
    await reaches(id, 'verified');
    expect(sameBytes(target.saved(), object.bytes)).toBe(true);
    expect(gets.slice(before).map((get) => get.range?.start)).toEqual([2 * piece]);
  });

  test('another object under the key is told, and nothing is mixed', async () => {
    const first = await served(3 * piece);
    const second = { bytes: bytesOf(2 * piece, 9), etag: await md5(bytesOf(2 * piece, 9)) };
    const target = createMemoryTarget();
    const { download, reaches, state, engine } = rig(first, ({ range }) => {
      if (range?.start !== 2 * piece) return undefined;
      state.object = second;
      return { fail: dropped() };
    });
    const id = download(target);
    const failed = await reaches(id, 'failed');
    expect(failed.state).toMatchObject({ error: { code: 'precondition-failed' } });
    expect(failed.bytesSent).toBe(0);
    expect([target.saved(), target.aborts]).toEqual([undefined, 1]);
    engine.resume(id);
    expect(await reaches(id, 'verified')).toMatchObject({ size: 2 * piece });
    expect(sameBytes(target.saved(), second.bytes)).toBe(true);
  });

  test.each([
    ['no-such-key', 404],
    ['access-denied', 403],
  ] as const)('%s is the end of it', async (code, status) => {
    const { download, reaches, gets } = rig(await served(10), () => ({
      fail: new StorageError(code, { status }),
    }));
    expect((await reaches(download(createMemoryTarget()), 'failed')).state).toMatchObject({
      error: { code },
    });
    expect(gets.length).toBe(1);
  });

  test('with the disk is told as such, and a retry begins anew', async () => {
    let full = true;
    const target = createMemoryTarget((position) =>
      full && position === piece ? new DOMException('full', 'QuotaExceededError') : undefined,
    );
    const object = await served(3 * piece);
    const { download, reaches, engine } = rig(object);
    const id = download(target);
    expect((await reaches(id, 'failed')).state).toMatchObject({ error: { code: 'file-unwritable' } });
    full = false;
    engine.resume(id);
    await reaches(id, 'verified');
    expect(sameBytes(target.saved(), object.bytes)).toBe(true);
  });

  test('a server without ranges is not believed', async () => {
    const object = await served(3 * piece);
    const { download, reaches } = rig(object, ({ range }) => {
      if (range) range.end = undefined;
      return undefined;
    });
    expect((await reaches(download(createMemoryTarget()), 'failed')).state).toMatchObject({
      error: { code: 'not-supported' },
    });
  });
});

describe('verbs', () => {
  test('pause cuts, resume goes on', async () => {
    const object = await served(6 * piece);
    const target = createMemoryTarget();
    let slow = true;
    const { download, reaches, engine, gets, state } = rig(object, ({ range }) =>
      slow && (range?.start ?? 0) >= 4 * piece ? { hang: true } : undefined,
    );
    const id = download(target);
    while (gets.length < 6) await turnOfTheLoop();
    engine.pause(id);
    await reaches(id, 'paused');
    while (state.underWay > 0) await turnOfTheLoop();
    expect(target.saved()).toBeUndefined();
    slow = false;
    engine.resume(id);
    await reaches(id, 'verified');
    expect(sameBytes(target.saved(), object.bytes)).toBe(true);
    expect(gets.slice(6).map((get) => get.range?.start)).toEqual([4 * piece, 5 * piece]);
  });

  test('cancel leaves nothing', async () => {
    const target = createMemoryTarget();
    const { download, reaches, engine, gets } = rig(await served(6 * piece), () => ({ hang: true }));
    const id = download(target);
    while (gets.length === 0) await turnOfTheLoop();
    await engine.cancel(id, { removeParts: true });
    expect((await reaches(id, 'cancelled')).state).toEqual({ phase: 'cancelled', partsLeft: false });
    expect([target.saved(), target.aborts]).toEqual([undefined, 1]);
  });
});
