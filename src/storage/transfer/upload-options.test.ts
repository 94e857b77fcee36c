import { describe, expect, test } from 'vitest';
import { StorageError } from '../errors.ts';
import type { WriteOptions } from '../types.ts';
import { createEngineRig, fileOf, threeParts } from './testing/engine-rig.ts';

const options: WriteOptions = {
  cacheControl: 'no-store',
  contentDisposition: 'attachment',
  contentEncoding: 'gzip',
  contentLanguage: 'zh',
  expires: new Date(0),
  metadata: { author: '报告' },
  tags: [{ key: 'team', value: 'holiday' }],
  storageClass: 'STANDARD_IA',
  encryption: { kind: 'sse-s3' },
  retention: { mode: 'GOVERNANCE', until: new Date(1) },
  legalHold: true,
};
const customerKey = new Uint8Array(32).fill(7);
const sealed: WriteOptions = { encryption: { kind: 'sse-c', customerKey } };
const sent = (rig: ReturnType<typeof createEngineRig>) =>
  rig.calls.flatMap((call) => (call.options ? [[call.operation, call.options]] : []));

describe('what an upload says of its objects', () => {
  test.each([
    ['put', 5],
    ['create', threeParts],
  ] as const)('goes with %s, beside the type of the file', async (operation, size) => {
    const rig = createEngineRig();
    const [id = ''] = rig.uploadWith(options, { key: 'a', file: fileOf(size) });
    await rig.reaches(id, 'verified');
    expect(sent(rig)).toEqual([[operation, { ...options, contentType: 'image/png' }]]);
  });

  test.each([5, threeParts])('may name another type (%d bytes)', async (size) => {
    const rig = createEngineRig();
    const [id = ''] = rig.uploadWith({ contentType: 'text/csv' }, { key: 'a', file: fileOf(size) });
    await rig.reaches(id, 'verified');
    expect(sent(rig)[0]?.[1]).toEqual({ contentType: 'text/csv' });
  });

  test('is of each of the files, and of no later ones', async () => {
    const rig = createEngineRig();
    const ids = [
      ...rig.uploadWith({ storageClass: 'X' }, { key: 'a', file: fileOf(1) }, { key: 'b', file: fileOf(2) }),
      ...rig.upload({ key: 'c', file: fileOf(3) }),
    ];
    await Promise.all(ids.map((id) => rig.reaches(id, 'verified')));
    expect(rig.calls.map((call) => call.options?.storageClass)).toEqual(['X', 'X', undefined]);
  });

  test('is kept where the server forgot the upload and it is begun anew', async () => {
    const rig = createEngineRig({
      fault: (call) =>
        call.operation === 'uploadPart' && call.partNumber === 2 && call.attempt === 1
          ? { fail: new StorageError('access-denied', { status: 403 }) }
          : undefined,
    });
    const [id = ''] = rig.uploadWith(
      { ...sealed, storageClass: 'X' },
      { key: 'a', file: fileOf(threeParts) },
    );
    await rig.reaches(id, 'failed');
    rig.uploads.clear();
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    const begun = rig.calls.filter((call) => call.operation === 'create');
    expect(begun.map((call) => call.options?.storageClass)).toEqual(['X', 'X']);
    expect(rig.objects.get('a')?.customerKey).toBe(customerKey);
  });
});

describe('a key of one’s own', () => {
  test.each([5, threeParts])('goes with every request of %d bytes', async (size) => {
    const rig = createEngineRig({ etagIsMd5: false });
    const [id = ''] = rig.uploadWith(sealed, { key: 'a', file: fileOf(size) });
    const transfer = await rig.reaches(id, 'verified');
    expect(transfer.state).toMatchObject({ by: 'content-md5' });
    expect(rig.objects.get('a')?.customerKey).toBe(customerKey);
  });

  test.each([
    [5, sealed],
    [threeParts, sealed],
    [threeParts, { encryption: { kind: 'sse-kms' } }],
  ] as const)('%d bytes: an ETag that is no MD5 is no failure where CORS hides why', async (size, write) => {
    const rig = createEngineRig({ etagIsMd5: false, hidesEncryption: true });
    const [id = ''] = rig.uploadWith(write, { key: 'a', file: fileOf(size) });
    expect((await rig.reaches(id, 'verified')).state).toMatchObject({ by: 'content-md5' });
  });

  test('is there after a pause, and confirmed parts are not sent again', async () => {
    const rig = createEngineRig({
      etagIsMd5: false,
      fault: (call) =>
        call.operation === 'uploadPart' && call.partNumber === 3 && call.attempt === 1
          ? { hang: true }
          : undefined,
    });
    const [id = ''] = rig.uploadWith(sealed, { key: 'a', file: fileOf(threeParts) });
    await rig.arrival('uploadPart', 3);
    await expect.poll(() => rig.uploads.values().next().value?.parts.size).toBe(2);
    rig.engine.pause(id);
    rig.engine.resume(id);
    await rig.reaches(id, 'verified');
    const parts = rig.calls.filter((call) => call.operation === 'uploadPart').map((call) => call.partNumber);
    expect(parts.sort()).toEqual([1, 2, 3, 3]);
    expect(rig.objects.get('a')?.customerKey).toBe(customerKey);
  });

  test('an object whose joining was answered to nobody is found with it', async () => {
    const rig = createEngineRig({
      fault: (call) =>
        call.operation === 'complete' && call.attempt === 1 ? { loseAnswer: true } : undefined,
    });
    const [id = ''] = rig.uploadWith(sealed, { key: 'a', file: fileOf(threeParts) });
    await rig.reaches(id, 'verified');
    expect(rig.calls.map((call) => call.operation).slice(-3)).toEqual(['complete', 'complete', 'head']);
  });
});
