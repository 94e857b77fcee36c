// @ts-check
import { join } from 'node:path';

/**
 * `node fill-store.mjs FOLDER KEYS`: makes a data folder with one bucket, `bench`, of so many empty objects. It goes
 * through the store's own modules into its metadata, without a server: over the wire a million objects would take
 * the disk's flush times a million. The rows are those that a PUT of no bytes by an SDK leaves.
 */
const [folder = '', count = ''] = process.argv.slice(2);
const built = new URL('../build/server/store/metadata/', import.meta.url);
const { openMetadata } = await import(new URL('database.js', built).href);
const { putBucket } = await import(new URL('buckets.js', built).href);
const { objectRow } = await import(new URL('row-keys.js', built).href);

const keysPerCommit = 20_000;
const metadata = openMetadata(join(folder, 'metadata'));
const created = Date.now();
await metadata.commit((/** @type {any} */ tables) =>
  putBucket(tables, 'bench', { created, location: undefined }),
);
for (let first = 0; first < Number(count); first += keysPerCommit) {
  const end = Math.min(first + keysPerCommit, Number(count));
  await metadata.commit((/** @type {any} */ tables) => {
    for (let index = first; index < end; index += 1) {
      tables.objects.put(objectRow('bench', keyOf(index)), objectRecord(index));
    }
  });
}
await metadata.close();

/**
 * In the order of listings, so that the tree is filled from left to right.
 * @param {number} index
 */
function keyOf(index) {
  const number = String(index).padStart(9, '0');
  return `logs/2026/${number.slice(0, 5)}/events-${number}.json`;
}

/** @param {number} index */
function objectRecord(index) {
  return {
    headers: { 'content-type': 'application/json' },
    metadata: {},
    storageClass: 'STANDARD',
    versionId: 'null',
    order: uuidOfVersion7(created, index),
    modified: created,
    size: 0,
    etag: 'd41d8cd98f00b204e9800998ecf8427e',
    content: { kind: 'empty' },
    checksum: { algorithm: 'crc32', value: 'AAAAAA==', type: 'FULL_OBJECT' },
    uploadId: undefined,
  };
}

/**
 * @param {number} ms
 * @param {number} index
 */
function uuidOfVersion7(ms, index) {
  const [time, tail] = [ms.toString(16).padStart(12, '0'), index.toString(16).padStart(12, '0')];
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${tail}`;
}
