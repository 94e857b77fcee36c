import type { Digester } from '../digest/digester.ts';
import type { MultipartOperations, MultipartTarget } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { Part, StoredBytes } from '../types.ts';
import { inOrder, type LaneClaim, workInLanes } from './lanes.ts';
import { partBounds } from './part-plan.ts';
import type { UploadRun, UploadTask, Verdict } from './upload-steps.ts';
import {
  asEncrypted,
  callServer,
  isNoSuchUpload,
  keyOf,
  partMd5,
  sameEtag,
  sendVerified,
  stopIfAborted,
  verdictOf,
  writeOptionsOf,
} from './upload-steps.ts';

export interface PartsPlan {
  partSize: number;
  partCount: number;
}

/** What the server has: an upload with some parts, or already the whole object. */
type Standing =
  | { joined: StoredBytes }
  | { joined?: undefined; target: MultipartTarget; listed: Map<number, Part> };

/** Creates or finds the upload, sends what is missing, joins it and compares the result. */
export async function uploadInParts(
  task: UploadTask,
  plan: PartsPlan,
  run: UploadRun,
  claim: LaneClaim,
): Promise<Verdict> {
  const { multipart } = task.storage;
  if (!multipart) throw new StorageError('not-supported');
  const standing = await sendMissing(task, plan, { ...run, controller: claim.controller }, multipart, claim);
  if (standing.joined) {
    return verdictOf(standing.joined, standing.joined.etagIsMd5);
  }
  return complete(task, plan, run, multipart, standing.target);
}

async function sendMissing(
  task: UploadTask,
  plan: PartsPlan,
  run: UploadRun,
  multipart: MultipartOperations,
  { lanes, controller }: LaneClaim,
): Promise<Standing> {
  let nextPart = 1;
  const opening = openUpload(task, plan, run, multipart);
  await workInLanes(lanes, controller, async () => {
    const standing = await opening;
    while (!standing.joined && nextPart <= plan.partCount) {
      await sendPart(task, plan, run, multipart, standing, nextPart++);
    }
  });
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
  if (!stored.etagIsMd5 || parts.some((part) => !part.etagIsMd5)) return verdictOf(stored, false);
  if (!sameEtag(stored.etag, expected)) throw new StorageError('not-verified');
  return verdictOf(stored, true);
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

const isMd5Text = (text: string) => /^[\da-f]{32}$/.test(text);
