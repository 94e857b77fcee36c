import type { Digester } from '../digest/digester.ts';
import type { MultipartOperations, MultipartTarget } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { Part, StoredBytes } from '../types.ts';
import { partBounds } from './part-plan.ts';
import type { UploadRun, UploadTask, Verdict } from './upload-steps.ts';
import {
  asEncrypted,
  callServer,
  keyOf,
  partMd5,
  sameEtag,
  sendVerified,
  stopIfAborted,
  writeOptionsOf,
} from './upload-steps.ts';

interface PartsPlan {
  partSize: number;
  partCount: number;
}

/** What the server has: an upload with some parts, or already the whole object. */
type Standing =
  | { joined: StoredBytes }
  | { joined?: undefined; target: MultipartTarget; listed: Map<number, Part> };

/** Creates or finds the upload, sends what is missing, joins it and compares the result. */
export async function uploadInParts(task: UploadTask, plan: PartsPlan, run: UploadRun): Promise<Verdict> {
  const { multipart } = task.storage;
  if (!multipart) throw new StorageError('not-supported');
  const standing = await sendMissing(task, plan, run, multipart);
  if (standing.joined) {
    return { by: standing.joined.etagIsMd5 ? 'md5' : 'content-md5', etag: standing.joined.etag };
  }
  return complete(task, plan, run, multipart, standing.target);
}

/**
 * Several lanes take one part after the other. The first failure ends them all, and is what is thrown once no
 * lane works any more.
 */
async function sendMissing(
  task: UploadTask,
  plan: PartsPlan,
  run: UploadRun,
  multipart: MultipartOperations,
): Promise<Standing> {
  const { controller, turn } = run;
  let nextPart = 1;
  let failure: StorageError | undefined;

  function fail(error: unknown): void {
    if (failure) return;
    if (controller.signal.aborted) failure = new StorageError('aborted', { cause: controller.signal.reason });
    else failure = error instanceof StorageError ? error : new StorageError('unknown', { cause: error });
    controller.abort(failure);
  }

  const opening = openUpload(task, plan, run, multipart);
  async function work(lane: Promise<() => void>): Promise<void> {
    try {
      const release = await lane;
      try {
        const standing = await opening;
        while (!standing.joined && nextPart <= plan.partCount) {
          await sendPart(task, plan, run, multipart, standing, nextPart++);
        }
      } finally {
        release();
      }
    } catch (error) {
      fail(error);
    }
  }

  // Claimed before the upload is open: else files further back would take them in the meantime.
  const more = turn.moreLanes(plan.partCount - 1, controller.signal);
  await Promise.all([Promise.resolve(turn.firstLane), ...more].map(work));
  if (failure) throw failure;
  return opening;
}

async function openUpload(
  task: UploadTask,
  plan: PartsPlan,
  run: UploadRun,
  multipart: MultipartOperations,
): Promise<Standing> {
  const { bucket, key, memory } = task;
  if (memory.upload.state === 'open') {
    const target = { bucket, key, uploadId: memory.upload.uploadId };
    try {
      const parts = await callServer(run, (options) => multipart.listParts(target, options));
      return { target, listed: new Map(parts.map((part) => [part.partNumber, part])) };
    } catch (error) {
      if (!isNoSuchUpload(error)) throw error;
      const joined = await findJoined(task, plan, run);
      if (joined) return { joined };
      memory.upload = { state: 'none' };
      memory.parts.clear();
      run.onRestart();
    }
  }
  memory.upload = { state: 'unknown' };
  try {
    const uploadId = await callServer(run, async (options) => {
      const created = await multipart.create({ ...writeOptionsOf(task), bucket, key }, options);
      memory.upload = { state: 'open', uploadId: created };
      return created;
    });
    return { target: { bucket, key, uploadId }, listed: new Map() };
  } catch (error) {
    // An answer that is a refusal: nothing was made.
    if (error instanceof StorageError && error.status !== undefined) memory.upload = { state: 'none' };
    throw error;
  }
}

async function sendPart(
  task: UploadTask,
  { partSize }: PartsPlan,
  run: UploadRun,
  multipart: MultipartOperations,
  { target, listed }: Extract<Standing, { target: MultipartTarget }>,
  partNumber: number,
): Promise<void> {
  const { source, memory } = task;
  const { start, end } = partBounds(partNumber, partSize, source.size);
  const body = source.file.slice(start, end);
  const size = end - start;

  const stored = listed.get(partNumber);
  if (stored?.size === size) {
    const md5 = await partMd5(task, run, partNumber, body);
    const confirmed = memory.parts.get(partNumber);
    const isConfirmed = confirmed && !confirmed.etagIsMd5 && sameEtag(confirmed.etag, stored.etag);
    if (sameEtag(stored.etag, md5) || isConfirmed) {
      memory.parts.set(partNumber, { ...stored, etagIsMd5: !isConfirmed });
      run.onProgress(partNumber, size, size);
      return;
    }
  }

  memory.parts.delete(partNumber);
  const { stored: sent } = await sendVerified(task, run, {
    partNumber,
    body,
    size,
    send: (md5, options) =>
      multipart.uploadPart({ ...target, ...keyOf(task), partNumber, body, md5 }, options),
  });
  memory.parts.set(partNumber, { partNumber, size, etag: sent.etag, etagIsMd5: sent.etagIsMd5 });
}

/** Joins the parts and compares the object's ETag. Never asked for with a part missing. */
async function complete(
  task: UploadTask,
  plan: PartsPlan,
  run: UploadRun,
  multipart: MultipartOperations,
  target: MultipartTarget,
): Promise<Verdict> {
  const { memory, source } = task;
  const parts = inOrder(memory.parts, plan.partCount);
  const md5s = inOrder(memory.md5s, plan.partCount);
  if (!parts || !md5s) throw new StorageError('invalid-part');
  const expected = await multipartEtag(run.digester, md5s);
  // The last moment at which a change of the file can still be told from a whole upload.
  await source.check();
  stopIfAborted(run.controller.signal);
  run.onCompleting();

  const answer = await callServer(run, (options) =>
    multipart.complete({ ...target, ...keyOf(task), parts }, options),
  ).catch(async (error) => {
    // The answer to an earlier attempt may have been lost on its way, with the object in place.
    const joined = isNoSuchUpload(error) ? await findJoined(task, plan, run) : undefined;
    if (joined) return joined;
    throw error;
  });
  const stored = asEncrypted(task, answer);
  memory.upload = { state: 'none' };
  memory.parts.clear();
  if (!stored.etagIsMd5 || parts.some((part) => !part.etagIsMd5))
    return { by: 'content-md5', etag: stored.etag };
  if (!sameEtag(stored.etag, expected)) throw new StorageError('not-verified');
  return { by: 'md5', etag: stored.etag };
}

/** The object itself, where its ETag proves that it is made of exactly these parts. */
async function findJoined(
  task: UploadTask,
  { partCount }: PartsPlan,
  run: UploadRun,
): Promise<StoredBytes | undefined> {
  const { storage, bucket, key, memory } = task;
  const md5s = inOrder(memory.md5s, partCount);
  if (!md5s) return undefined;
  const expected = await multipartEtag(run.digester, md5s);
  // Where parts are encrypted, their ETags are no MD5s, and yet the object's is made of them.
  const etags = inOrder(memory.parts, partCount)?.map((part) => part.etag.toLowerCase());
  const ofParts = etags?.every(isMd5Text) ? await multipartEtag(run.digester, etags) : undefined;
  try {
    const head = { bucket, key, ...keyOf(task) };
    const { etag } = await callServer(run, (options) => storage.objects.head(head, options));
    if (sameEtag(etag, expected)) return { etag, etagIsMd5: true };
    return ofParts !== undefined && sameEtag(etag, ofParts) ? { etag, etagIsMd5: false } : undefined;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'no-such-key') return undefined;
    throw error;
  }
}

/** What S3 gives an object of several parts: the MD5 of their MD5s, and their count. */
async function multipartEtag(digester: Digester, md5s: readonly string[]): Promise<string> {
  const bytes =
    md5s
      .join('')
      .match(/../g)
      ?.map((hex) => Number.parseInt(hex, 16)) ?? [];
  return `${await digester.md5(new Blob([new Uint8Array(bytes)]))}-${md5s.length}`;
}

/** The values of parts 1 to `count`, or undefined where one is missing. */
function inOrder<Value>(byPart: ReadonlyMap<number, Value>, count: number): Value[] | undefined {
  const values: Value[] = [];
  for (let partNumber = 1; partNumber <= count; partNumber++) {
    const value = byPart.get(partNumber);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

const isMd5Text = (text: string) => /^[\da-f]{32}$/.test(text);

function isNoSuchUpload(error: unknown): boolean {
  return error instanceof StorageError && error.code === 'no-such-upload';
}
