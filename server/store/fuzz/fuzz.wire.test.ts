import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rawRequest, requestBytes } from '../testing/raw-request.ts';
import { startTestStore } from '../testing/test-store.ts';
import { checkStore } from './check-store.ts';
import { fuzzStore } from './fuzz-store.ts';
import { mutateBytes, mutateRequest } from './mutate.ts';
import { seededRandom } from './random.ts';
import { sendBytes } from './send-bytes.ts';
import { framedLength, signChunks } from './sign-chunks.ts';
import { validRequest } from './valid-requests.ts';

it('after 2,000 requests that nobody should send the store is whole', async () => {
  const { statuses, failures, check, files } = await fuzzStore({ seed: 1, count: 2000 });
  expect(failures).toEqual([]);
  expect(check.damage).toEqual([]);
  expect(files.onDisk).toBe(files.referred);
  // The requests came through to the operations: many did what they asked for, and many were refused.
  expect(check.intact).toBeGreaterThan(20);
  expect(statuses['200']).toBeGreaterThan(200);
  expect(statuses['400']).toBeGreaterThan(200);
}, 120_000);

it('sees what is damaged', async () => {
  const test = await startTestStore();
  await rawRequest(test, { method: 'PUT', url: '/fuzz' });
  await rawRequest(test, { method: 'PUT', url: '/fuzz/whole', body: 'whole' });
  const signed = {
    method: 'PUT',
    url: '/fuzz/chunks',
    headers: { 'x-amz-decoded-content-length': '5' },
    body: Buffer.alloc(framedLength(5)),
    payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  };
  const { head } = requestBytes(test, signed);
  const answer = await sendBytes(test.port, Buffer.concat([head, signChunks(head, Buffer.from('hello'))]));
  expect(answer.status).toBe(200);
  expect(await checkStore(test.port)).toEqual({ intact: 2, unreadable: 0, damage: [] });
  const bytes = join(test.dataDir, 'bytes');
  for (const name of await readdir(bytes, { recursive: true })) {
    const path = join(bytes, name);
    if ((await stat(path)).isFile()) await writeFile(path, 'WHOLE');
  }
  expect((await checkStore(test.port)).damage).toEqual([
    expect.stringContaining('/fuzz/chunks'),
    expect.stringContaining('/fuzz/whole'),
  ]);
  await test.close();
});

it('makes the same requests of the same seed', () => {
  const requests = (seed: number) =>
    Array.from({ length: 50 }, (_, index) => {
      const random = seededRandom(seed + index);
      const request = mutateRequest(validRequest(random, { uploadIds: [], versionIds: [] }), random);
      return { ...request, bytes: mutateBytes(Buffer.from('a\r\nb\r\nc'), random).toString('hex') };
    });
  expect(requests(7)).toEqual(requests(7));
  expect(requests(7)).not.toEqual(requests(1000));
});
