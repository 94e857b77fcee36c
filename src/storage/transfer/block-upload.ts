import type { BlockOperations, BlockTarget } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { StoredBytes } from '../types.ts';
import { type BlockDigest, createBlockDigest } from './block-digest.ts';
import { claimLanes, inOrder, type LaneClaim, linkedController, workInLanes } from './lanes.ts';
import type { PartsPlan } from './multipart-upload.ts';
import { partBounds } from './part-plan.ts';
import { removeParts } from './remove-parts.ts';
import { forgetUpload } from './upload-memory.ts';
import {
  callServer,
  isNoSuchUpload,
  sameEtag,
  sendVerified,
  stopIfAborted,
  type UploadRun,
  type UploadTask,
  type Verdict,
  verdictOf,
  writeOptionsOf,
} from './upload-steps.ts';

/** What one run of an upload in blocks works with. */
interface BlockRun {
  task: UploadTask;
  run: UploadRun;
  blocks: BlockOperations;
  partSize: number;
  partCount: number;
  digest: BlockDigest;
}

/** The server has no such upload any more, and had not been asked to join it: nothing of it is in place. */
class DroppedUpload extends StorageError {
  constructor(readonly answer: StorageError) {
    super(answer.code, { ...answer, cause: answer });
  }
}

/**
 * Block 1 begins the upload, the others follow in parallel, each compared with its MD5; the end is compared with that
 * of the whole. An upload that the server has dropped meanwhile is begun anew, once in a run.
 */
export async function uploadInBlocks(
  task: UploadTask,
  { partSize, partCount }: PartsPlan,
  run: UploadRun,
  claim: LaneClaim,
): Promise<Verdict> {
  const { blocks } = task.storage;
  if (!blocks) throw new StorageError('not-supported');
  // What is hashed ahead ends with the run, and goes on where the upload is begun anew.
  const hashing = linkedController(run.controller.signal);
  const digest = createBlockDigest(task, { partSize, partCount }, run.digester, hashing.controller.signal);
  const blockRun: BlockRun = { task, run, blocks, partSize, partCount, digest };
  try {
    return await sendAndJoin(blockRun, claim).catch((error) => {
      if (!(error instanceof DroppedUpload)) throw error;
      forgetUpload(task.memory);
      run.onRestart();
      return sendAndJoin(blockRun, claimLanes(run, { kind: 'blocks', partCount })).catch((again) => {
        throw again instanceof DroppedUpload ? again.answer : again;
      });
    });
  } finally {
    hashing.unlink();
    hashing.controller.abort();
  }
}

async function sendAndJoin(blockRun: BlockRun, claim: LaneClaim): Promise<Verdict> {
  await sendMissing(blockRun, claim).finally(claim.giveUp);
  return join(blockRun);
}

async function sendMissing(blockRun: BlockRun, { lanes, controller }: LaneClaim): Promise<void> {
  const { run, partCount } = blockRun;
  // What fails ends these lanes and not the run, which may begin anew.
  const sending: BlockRun = { ...blockRun, run: { ...run, controller } };
  const opening = openUpload(sending);
  let nextBlock = 2;
  await workInLanes(lanes, controller, async () => {
    const target = await opening;
    while (nextBlock <= partCount) await sendBlock(sending, target, nextBlock++);
  });
}

/** Goes on with what an earlier run has begun, or sends block 1, before which no other is taken. */
async function openUpload(blockRun: BlockRun): Promise<BlockTarget> {
  const { task, run, blocks } = blockRun;
  const { bucket, key, memory } = task;
  if (memory.upload.state === 'open') {
    const { uploadId } = memory.upload;
    if (memory.parts.has(1)) return { bucket, uploadId };
    // Block 1 was not what it should be, and nothing replaces it.
    await removeBlocks(task, run);
    stopIfAborted(run.controller.signal);
  }
  forgetUpload(memory);
  memory.upload = { state: 'unknown' };
  let uploadId = '';
  try {
    await sendOne(blockRun, 1, async (body, md5, options) => {
      const begun = await blocks.begin({ ...writeOptionsOf(task), bucket, key, body, md5 }, options);
      // Also where this comes after a cancellation, which is to find it.
      uploadId = begun.uploadId;
      memory.upload = { state: 'open', uploadId };
      return begun;
    });
    return { bucket, uploadId };
  } catch (error) {
    // An answer that is a refusal: nothing was begun.
    const isRefusal = error instanceof StorageError && error.status !== undefined;
    if (isRefusal && memory.upload.state === 'unknown') memory.upload = { state: 'none' };
    throw error;
  }
}

async function sendBlock(blockRun: BlockRun, target: BlockTarget, partNumber: number): Promise<void> {
  const { task, blocks } = blockRun;
  if (task.memory.parts.has(partNumber)) return;
  try {
    await sendOne(blockRun, partNumber, (body, md5, options) =>
      blocks.upload({ ...target, ...policyOf(task), partNumber, body, md5 }, options),
    );
  } catch (error) {
    throw isNoSuchUpload(error) ? new DroppedUpload(error) : error;
  }
}

type SendOne = (
  body: Blob,
  md5: string,
  options: { signal: AbortSignal; onProgress: (bytesSent: number) => void },
) => Promise<StoredBytes>;

async function sendOne(blockRun: BlockRun, partNumber: number, send: SendOne): Promise<void> {
  const { task, run, partSize, digest } = blockRun;
  const { source, memory } = task;
  const { start, end } = partBounds(partNumber, partSize, source.size);
  const body = source.file.slice(start, end);
  const size = end - start;
  const { stored } = await sendVerified(task, run, {
    partNumber,
    body,
    size,
    hash: () => digest.md5(partNumber),
    send: (md5, options) => send(body, md5, options),
  });
  memory.parts.set(partNumber, { partNumber, size, etag: stored.etag, etagIsMd5: stored.etagIsMd5 });
}

/** Joins the blocks and compares the file's ETag. Never asked for with a block missing. */
async function join({ task, run, blocks, partCount, digest }: BlockRun): Promise<Verdict> {
  const { memory, source, bucket } = task;
  const parts = inOrder(memory.parts, partCount);
  if (!parts || memory.upload.state !== 'open') throw new StorageError('invalid-part');
  const { uploadId } = memory.upload;
  const md5 = digest.whole();
  // The last moment at which a change of the file can still be told from a whole upload.
  await source.check();
  stopIfAborted(run.controller.signal);
  run.onCompleting();

  let mayBeJoined = memory.joinAsked;
  const stored = await callServer(run, (options) => {
    mayBeJoined = memory.joinAsked;
    memory.joinAsked = true;
    return blocks.complete({ bucket, uploadId, ...policyOf(task), parts, md5 }, options);
  }).catch(async (error) => {
    if (isNoSuchUpload(error) && !mayBeJoined) throw new DroppedUpload(error);
    const joined = isNoSuchUpload(error) ? await findJoined(task, run, md5) : undefined;
    if (joined) return joined;
    if (isNoSuchUpload(error)) startOver(task, run);
    // The blocks are of no use together: the next run sends them anew.
    if (error instanceof StorageError && (error.code === 'bad-digest' || error.code === 'invalid-part')) {
      await removeBlocks(task, run);
      startOver(task, run);
    }
    throw error;
  });
  if (stored.etagIsMd5 && !sameEtag(stored.etag, md5)) {
    startOver(task, run);
    throw new StorageError('not-verified');
  }
  forgetUpload(memory);
  return verdictOf(stored, stored.etagIsMd5);
}

/** What cannot be removed is left to the service, which forgets it in time. */
const removeBlocks = (task: UploadTask, run: UploadRun) =>
  removeParts(task, { turn: () => run.turn.request(0), retry: run.retry });

function startOver({ memory }: UploadTask, run: UploadRun): void {
  forgetUpload(memory);
  run.onRestart();
}

/** The file itself, where its ETag proves its bytes. Not where a policy may have put it somewhere else. */
async function findJoined(task: UploadTask, run: UploadRun, md5: string): Promise<StoredBytes | undefined> {
  const { storage, bucket, key, options: write } = task;
  if (write?.uploadPolicy) return undefined;
  try {
    const { etag } = await callServer(run, (options) => storage.objects.head({ bucket, key }, options));
    return sameEtag(etag, md5) ? { etag, etagIsMd5: true } : undefined;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    // With a token for uploads alone there is nothing to look by.
    if (error.code === 'no-such-key' || error.code === 'not-supported') return undefined;
    throw error;
  }
}

const policyOf = ({ options }: UploadTask) => ({ uploadPolicy: options?.uploadPolicy });
