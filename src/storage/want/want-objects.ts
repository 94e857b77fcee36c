import type { CallOptions } from '../call-options.ts';
import { StorageError, type StorageErrorCode } from '../errors.ts';
import type { DeleteOutcome, ObjectHead } from '../types.ts';
import type { WantCaller } from './want-caller.ts';
import { deleteFile, deleteFolder, folderExists, getFile, type WantFileInfo } from './want-files.ts';
import { dirOfPrefix, pathOfKey } from './want-path.ts';

interface Address {
  bucket: string;
  key: string;
}

/** At most so many deletes at once. */
const lanes = 4;

const isFolder = (key: string) => key.endsWith('/');

/** A key that ends in a slash is a folder. `no-such-key` where it is not there. */
export async function headObject(
  caller: WantCaller,
  { bucket: namespace, key }: Address,
  options?: CallOptions,
): Promise<ObjectHead> {
  if (isFolder(key)) {
    if (!(await folderExists(caller, { namespace, dir: dirOfPrefix(key) }, options))) {
      throw new StorageError('no-such-key', { status: 404 });
    }
    return { key, size: 0, etag: '', metadata: {}, checksums: {} };
  }
  return headOf(key, await getFile(caller, { namespace, ...pathOfKey(key) }, options));
}

const headOf = (key: string, { size, modified, md5, mimeType, url }: WantFileInfo): ObjectHead => ({
  key,
  size,
  etag: md5,
  lastModified: modified,
  contentType: mimeType || undefined,
  url: url || undefined,
  metadata: {},
  checksums: {},
});

/** Succeeds for a key that is not there; a folder goes where it is empty. */
export async function deleteObject(
  caller: WantCaller,
  { bucket: namespace, key }: Address,
  options?: CallOptions,
): Promise<void> {
  if (isFolder(key)) return deleteFolder(caller, { namespace, dir: dirOfPrefix(key) }, options);
  return deleteFile(caller, { namespace, ...pathOfKey(key) }, options);
}

/**
 * One call a key, some at a time: files first, then folders from the innermost on, which are empty by then. Rejects
 * where no answer came; what `onBatch` had reported until then is done.
 */
export async function deleteObjects(
  caller: WantCaller,
  { bucket, keys }: { bucket: string; keys: string[] },
  options: CallOptions & { onBatch?: (done: DeleteOutcome) => void } = {},
): Promise<DeleteOutcome> {
  const { signal, onBatch } = options;
  const total: DeleteOutcome = { deleted: [], failed: [] };
  const unique = [...new Set(keys)];
  const files = unique.filter((key) => !isFolder(key));
  const folders = unique.filter(isFolder).sort((a, b) => b.length - a.length);
  const batches = [...chunks(files, lanes), ...folders.map((folder) => [folder])];
  for (const batch of batches) {
    const asked = await Promise.allSettled(
      batch.map((key) => verdictOn(caller, { bucket, key }, { signal })),
    );
    const done = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const outcome: DeleteOutcome = {
      deleted: done.flatMap(({ key, refusal }) => (refusal ? [] : [key])),
      failed: done.flatMap(({ key, refusal }) => (refusal ? [{ key, ...refusal }] : [])),
    };
    total.deleted.push(...outcome.deleted);
    total.failed.push(...outcome.failed);
    if (done.length > 0) onBatch?.(outcome);
    const ending = asked.find((each) => each.status === 'rejected');
    if (ending) throw ending.reason;
  }
  return total;
}

function chunks(keys: readonly string[], size: number): string[][] {
  const batches: string[][] = [];
  for (let start = 0; start < keys.length; start += size) batches.push(keys.slice(start, start + size));
  return batches;
}

/** These are said of the connection or of the namespace, not of a key. */
const endings: readonly StorageErrorCode[] = ['keys-refused', 'clock-skew', 'no-such-bucket', 'not-want'];

/** A refusal of this key is its verdict; without an answer there is none on any key. */
async function verdictOn(
  caller: WantCaller,
  { bucket, key }: Address,
  options: CallOptions,
): Promise<{ key: string; refusal?: { code: string; message: string } }> {
  try {
    await deleteObject(caller, { bucket, key }, options);
    return { key };
  } catch (error) {
    if (!(error instanceof StorageError) || endings.includes(error.code)) throw error;
    if (error.status === undefined && error.code !== 'key-refused') throw error;
    return {
      key,
      refusal: { code: error.serviceCode ?? error.code, message: error.serviceMessage ?? '' },
    };
  }
}
