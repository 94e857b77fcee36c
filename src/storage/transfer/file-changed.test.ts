import { describe, expect, test } from 'vitest';
import { StorageError } from '../errors.ts';
import { createEngineRig, fragileFileOf, threeParts } from './testing/engine-rig.ts';
import { busy, type StorageCall } from './testing/scripted-storage.ts';

const spoilers = ['unreadable', 'rewritten'] as const;

describe.each(spoilers)('a file that becomes %s while it uploads', (spoiled) => {
  test.each([
    { when: 'a small file was hashed', operation: 'put', size: 1_000, partNumber: undefined },
    { when: 'its first part was hashed', operation: 'uploadPart', size: threeParts, partNumber: 1 },
    { when: 'its last part was hashed', operation: 'uploadPart', size: threeParts, partNumber: 3 },
  ] as const)(
    'after $when: fails, and leaves nothing on the server',
    async ({ operation, size, partNumber }) => {
      const file = fragileFileOf(size);
      const rig = createEngineRig({
        fault(call: StorageCall) {
          if (call.operation === operation && call.partNumber === partNumber) file.state = spoiled;
          return undefined;
        },
      });
      const [id = ''] = rig.upload({ key: 'a', file });
      const failed = await rig.reaches(id, 'failed');
      expect(failed.state).toMatchObject({ error: { code: 'file-changed' } });
      expect(rig.objects.size).toBe(0);
      expect(rig.uploads.size).toBe(0);
      expect(rig.calls.filter((call) => call.operation === 'complete')).toEqual([]);
      expect(rig.underWay()).toBe(0);
      expect(rig.history.get(id)).toEqual(['running', 'failed']);
    },
  );
});

test('a file that cannot be read to begin with fails before anything is sent', async () => {
  const rig = createEngineRig();
  const file = fragileFileOf(10);
  file.state = 'unreadable';
  const [id = ''] = rig.upload({ key: 'a', file });
  expect((await rig.reaches(id, 'failed')).state).toMatchObject({ error: { code: 'file-changed' } });
  expect(rig.calls).toEqual([]);
});

test('a file that changes after its last part went out is not joined', async () => {
  const file = fragileFileOf(threeParts);
  const rig = createEngineRig();
  const { multipart } = rig.storage;
  if (!multipart) throw new Error('no multipart');
  const { uploadPart } = multipart;
  let arrived = 0;
  multipart.uploadPart = async (...call) => {
    const stored = await uploadPart(...call);
    if (++arrived === 3) file.state = 'unreadable';
    return stored;
  };
  const [id = ''] = rig.upload({ key: 'a', file });
  expect((await rig.reaches(id, 'failed')).state).toMatchObject({ error: { code: 'file-changed' } });
  expect(rig.uploads.size).toBe(0);
  expect(rig.objects.size).toBe(0);
});

test.each([
  {
    what: 'unreadable',
    change(file: ReturnType<typeof fragileFileOf>) {
      file.state = 'unreadable';
    },
  },
  {
    what: 'newer',
    change: (file: File) => void Object.defineProperty(file, 'lastModified', { value: 2_000 }),
  },
  { what: 'shorter', change: (file: File) => void Object.defineProperty(file, 'size', { value: 5 }) },
])('a file that is $what when it is resumed fails, and its parts are removed', async ({ change }) => {
  const file = fragileFileOf(threeParts);
  const rig = createEngineRig({
    fault: (call) => (call.operation === 'complete' ? { hang: true } : undefined),
  });
  const [id = ''] = rig.upload({ key: 'a', file });
  await rig.arrival('complete');
  rig.engine.pause(id);
  change(file);
  rig.engine.resume(id);
  expect((await rig.reaches(id, 'failed')).state).toMatchObject({ error: { code: 'file-changed' } });
  expect(rig.uploads.size).toBe(0);
  expect(rig.calls.filter((call) => call.operation === 'listParts')).toEqual([]);
});

test('parts that the server would not remove are removed by a cancellation', async () => {
  const file = fragileFileOf(threeParts);
  let refuses = true;
  const rig = createEngineRig({
    fault(call) {
      if (call.partNumber === 2) file.state = 'unreadable';
      return refuses && call.operation === 'abort' ? { fail: busy() } : undefined;
    },
  });
  const [id = ''] = rig.upload({ key: 'a', file });
  await rig.reaches(id, 'failed');
  expect(rig.uploads.size).toBe(1);
  refuses = false;
  await rig.engine.cancel(id, { removeParts: true });
  expect(rig.shown(id).state).toEqual({ phase: 'cancelled', partsLeft: false });
  expect(rig.uploads.size).toBe(0);
});

test('bytes that were damaged on the way are sent again: the file is not to blame', async () => {
  const rig = createEngineRig({
    fault: (call) =>
      call.partNumber === 2 && call.attempt < 3
        ? { fail: new StorageError('bad-digest', { status: 400 }) }
        : undefined,
  });
  const [id = ''] = rig.upload({ key: 'a', file: fragileFileOf(threeParts) });
  expect((await rig.reaches(id, 'verified')).retries).toBe(2);
});
