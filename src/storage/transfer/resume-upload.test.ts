import { describe, expect, test } from 'vitest';
import { createDirectDigester } from '../digest/direct-digester.ts';
import { StorageError } from '../errors.ts';
import {
  bytesOf,
  createEngineRig,
  type EngineRig,
  fileOf,
  fragileFileOf,
  sameBytes,
  threeParts,
} from './testing/engine-rig.ts';
import { busy, type Fault } from './testing/scripted-storage.ts';
import type { ResumeCheck } from './transfer-types.ts';

const MiB = 1024 ** 2;
const digester = createDirectDigester();

type PartBytes = [partNumber: number, bytes: Uint8Array<ArrayBuffer>];

/** An upload that somebody else began. */
async function begin(rig: EngineRig, ...parts: PartBytes[]): Promise<string> {
  const stored = new Map<number, { bytes: Uint8Array; etag: string }>();
  for (const [partNumber, bytes] of parts) {
    stored.set(partNumber, { bytes, etag: await digester.md5(new Blob([bytes])) });
  }
  rig.uploads.set('foreign', { key: 'a', parts: stored });
  return 'foreign';
}

function slice(from: number, to: number, seed = 1): Uint8Array<ArrayBuffer> {
  return bytesOf(threeParts, seed).slice(from * MiB, to * MiB);
}

function check(rig: EngineRig, file: File, uploadId = 'foreign', signal?: AbortSignal): Promise<ResumeCheck> {
  return rig.engine.checkResume(
    { storage: rig.storage, bucket: 'photos', key: 'a', uploadId, file },
    { signal },
  );
}

async function fitting(rig: EngineRig, file: File) {
  const checked = await check(rig, file);
  if (!checked.fits) throw new Error(checked.why);
  return checked;
}

const sentParts = (rig: EngineRig) =>
  rig.calls
    .filter(({ operation }) => operation === 'uploadPart')
    .map(({ partNumber }) => partNumber)
    .sort();

describe('a file for an upload that is on the server', () => {
  test('sends what is missing, joins it and is verified', async () => {
    const rig = createEngineRig();
    await begin(rig, [1, slice(0, 1)], [2, slice(1, 2)]);
    const checked = await fitting(rig, fileOf(threeParts));
    expect(checked).toMatchObject({
      matching: 2,
      matchingBytes: 2 * MiB,
      different: 0,
      bytesToSend: MiB / 4,
    });
    expect(rig.calls.map(({ operation }) => operation)).toEqual(['listParts']);
    const id = checked.start();
    expect(checked.start()).toBe(id);
    expect(rig.shown(id)).toMatchObject({ bytesSent: 2 * MiB, parts: 'listed', key: 'a', bucket: 'photos' });
    const { state } = await rig.reaches(id, 'verified');
    expect(state).toMatchObject({ by: 'md5', etag: rig.objects.get('a')?.etag });
    expect(sentParts(rig)).toEqual([3]);
    expect(rig.calls.some(({ operation }) => operation === 'create')).toBe(false);
    expect(sameBytes(rig.objects.get('a')?.bytes, bytesOf(threeParts))).toBe(true);
    expect(rig.uploads.size).toBe(0);
  });

  test('fills gaps and replaces a part with other bytes', async () => {
    const rig = createEngineRig();
    await begin(rig, [1, slice(0, 1, 9)], [3, slice(2, 2.25)]);
    const checked = await fitting(rig, fileOf(threeParts));
    expect(checked).toMatchObject({ matching: 1, different: 1, bytesToSend: 2 * MiB });
    await rig.reaches(checked.start(), 'verified');
    expect(sentParts(rig)).toEqual([1, 2]);
    expect(sameBytes(rig.objects.get('a')?.bytes, bytesOf(threeParts))).toBe(true);
  });

  test('has nothing to send where every part is there', async () => {
    const rig = createEngineRig();
    await begin(rig, [1, slice(0, 1)], [2, slice(1, 2)], [3, slice(2, 2.25)]);
    const checked = await fitting(rig, fileOf(threeParts));
    expect(checked.bytesToSend).toBe(0);
    await rig.reaches(checked.start(), 'verified');
    expect(sentParts(rig)).toEqual([]);
  });

  test.each([0, 10, MiB])('of %i bytes completes an upload without parts as one part', async (size) => {
    const rig = createEngineRig();
    await begin(rig);
    const checked = await fitting(rig, fileOf(size));
    await rig.reaches(checked.start(), 'verified');
    expect(sentParts(rig)).toEqual([1]);
    expect(rig.objects.get('a')?.etag).toMatch(/-1$/);
    expect(sameBytes(rig.objects.get('a')?.bytes, bytesOf(size))).toBe(true);
  });

  test('a single part in the middle: the bytes tell how the file was cut', async () => {
    const rig = createEngineRig();
    await begin(rig, [2, slice(1.25, 2.25)]);
    const checked = await fitting(rig, fileOf(threeParts));
    expect(checked).toMatchObject({ matching: 1, bytesToSend: 1.25 * MiB });
    await rig.reaches(checked.start(), 'verified');
    expect(sentParts(rig)).toEqual([1]);
  });

  test.each<[string, PartBytes[], File, string]>([
    [
      'smaller than the parts',
      [
        [1, slice(0, 1)],
        [2, slice(1, 2)],
      ],
      fileOf(MiB),
      'file-smaller',
    ],
    [
      'with other bytes',
      [
        [1, slice(0, 1, 9)],
        [2, slice(1, 2, 9)],
      ],
      fileOf(threeParts),
      'other-bytes',
    ],
    [
      'for uneven parts',
      [
        [1, slice(0, 1)],
        [2, slice(1, 2.25)],
      ],
      fileOf(threeParts),
      'uneven-parts',
    ],
  ])('%s is refused, and nothing is sent', async (_name, parts, file, why) => {
    const rig = createEngineRig();
    await begin(rig, ...parts);
    expect(await check(rig, file)).toEqual({ fits: false, why });
    expect(rig.calls.map(({ operation }) => operation)).toEqual(['listParts']);
    expect(rig.engine.getSnapshot().transfers).toEqual([]);
    expect(rig.uploads.has('foreign')).toBe(true);
  });
});

describe('trouble', () => {
  test('a busy server is asked again; an upload that is gone is said so', async () => {
    const rig = createEngineRig({
      fault: ({ operation, attempt }) =>
        operation === 'listParts' && attempt === 1 ? { fail: busy() } : undefined,
    });
    await expect(check(rig, fileOf(5), 'nowhere')).rejects.toMatchObject({ code: 'no-such-upload' });
    expect(rig.calls.length).toBe(2);
  });

  test('a comparison that is given up stops the request', async () => {
    const rig = createEngineRig({ fault: () => ({ hang: true }) });
    const controller = new AbortController();
    const checking = check(rig, fileOf(5), 'foreign', controller.signal);
    await rig.arrival('listParts');
    controller.abort();
    await expect(checking).rejects.toMatchObject({ code: 'aborted' });
    expect(rig.underWay()).toBe(0);
  });

  test('a file that cannot be read is no fit', async () => {
    const rig = createEngineRig();
    await begin(rig, [1, slice(0, 1)]);
    const file = fragileFileOf(threeParts);
    file.state = 'unreadable';
    await expect(check(rig, file)).rejects.toMatchObject({ code: 'file-changed' });
  });

  test('a file that changes afterwards leaves what others sent where it is', async () => {
    const rig = createEngineRig();
    await begin(rig, [1, slice(0, 1)]);
    const file = fragileFileOf(threeParts);
    const checked = await fitting(rig, file);
    file.state = 'unreadable';
    const failed = await rig.reaches(checked.start(), 'failed');
    expect(failed.state).toMatchObject({ error: { code: 'file-changed' } });
    expect(rig.uploads.get('foreign')?.parts.has(1)).toBe(true);
    expect(rig.calls.some(({ operation }) => operation === 'abort' || operation === 'complete')).toBe(false);
  });

  test('fails, is retried, paused and goes on as any upload', async () => {
    const faults: Fault[] = [{ fail: new StorageError('access-denied', { status: 403 }) }, { hang: true }];
    const rig = createEngineRig({
      fault: ({ operation, partNumber }) =>
        operation === 'uploadPart' && partNumber === 2 ? faults.shift() : undefined,
    });
    await begin(rig, [1, slice(0, 1)]);
    const id = (await fitting(rig, fileOf(threeParts))).start();
    await rig.reaches(id, 'failed');
    const again = rig.arrival('uploadPart', 2);
    rig.engine.resume(id);
    await again;
    rig.engine.pause(id);
    expect(rig.shown(id).state.phase).toBe('paused');
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    expect(sentParts(rig)).not.toContain(1);
    expect(sameBytes(rig.objects.get('a')?.bytes, bytesOf(threeParts))).toBe(true);
  });

  test('cancelled, with the parts removed if asked', async () => {
    const rig = createEngineRig({
      fault: ({ operation }) => (operation === 'uploadPart' ? { hang: true } : undefined),
    });
    await begin(rig, [1, slice(0, 1)]);
    const id = (await fitting(rig, fileOf(threeParts))).start();
    await rig.arrival('uploadPart');
    await rig.engine.cancel(id, { removeParts: true });
    expect(rig.shown(id).state).toEqual({ phase: 'cancelled', partsLeft: false });
    expect(rig.uploads.size).toBe(0);
  });
});
