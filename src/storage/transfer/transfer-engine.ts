import type { Digester } from '../digest/digester.ts';
import { createLazyDigester } from '../digest/lazy-digester.ts';
import { StorageError } from '../errors.ts';
import type { RetryOptions } from '../http/retry.ts';
import type { Part } from '../types.ts';
import { createDownloadMemory, downloadLazily, isDownload } from './download-job.ts';
import type { DownloadTask } from './download-steps.ts';
import { partsOf, planUpload } from './part-plan.ts';
import { createFileProgress, type FileProgress } from './progress.ts';
import { createTransferQueue, type Turn } from './queue.ts';
import { removeParts } from './remove-parts.ts';
import { createSourceFile } from './source-file.ts';
import { nextState, type TransferEvent, type Verified } from './transfer-state.ts';
import { createTransferStore, type Schedule } from './transfer-store.ts';
import type {
  DownloadFile,
  DownloadRequest,
  Transfer,
  TransferEngine,
  TransferId,
  UploadRequest,
} from './transfer-types.ts';
import { uploadLazily } from './upload-job.ts';
import { createUploadMemory } from './upload-memory.ts';
import type { UploadTask } from './upload-steps.ts';

/** Everything from outside, for tests. */
export interface TransferEngineOptions {
  digester?: Digester;
  /** ms of a clock that only goes forward. */
  now?: () => number;
  schedule?: Schedule;
  sleep?: RetryOptions['sleep'];
  random?: RetryOptions['random'];
  /** Bytes, a whole number of MiB; default as `planParts` has it. */
  smallestPartSize?: number;
  /** Bytes of a download's piece; default as `planDownload` has it. */
  pieceSize?: number;
}

/** What there is to a transfer beyond what is shown, as long as it may still be sent. */
interface Upload {
  task: UploadTask | DownloadTask;
  progress: FileProgress;
  /** The run at hand or the last one: a new one waits until the old one has let go of everything. */
  run: { controller: AbortController; settled: Promise<void> } | undefined;
}

export function createTransferEngine(options: TransferEngineOptions = {}): TransferEngine {
  const { now = () => performance.now(), schedule = scheduleTimeout, sleep, random } = options;
  const digester = options.digester ?? createLazyDigester();
  const store = createTransferStore({ now, schedule });
  const queue = createTransferQueue();
  const uploads = new Map<TransferId, Upload>();
  const verifiedListeners = new Set<(transfer: Transfer) => void>();
  let count = 0;

  /** False where the transfer is in a state in which the event means nothing. */
  function apply(id: TransferId, event: TransferEvent): boolean {
    const transfer = store.get(id);
    const state = transfer && nextState(transfer.state, event);
    if (!state) return false;
    store.set({ ...transfer, state });
    return true;
  }

  function change(id: TransferId, changes: Partial<Pick<Transfer, 'bytesSent' | 'retries' | 'size'>>): void {
    const transfer = store.get(id);
    if (transfer) store.set({ ...transfer, ...changes });
  }

  function add(request: UploadRequest, file: File, key: string): TransferId {
    const { storage, bucket, options: write, blockSize } = request;
    const id = `upload-${++count}`;
    const source = createSourceFile(file);
    const plan = planUpload(source.size, storage, { ...options, blockSize });
    store.set({
      id,
      connectionId: storage.connectionId,
      bucket,
      key,
      kind: 'upload',
      size: source.size,
      bytesSent: 0,
      retries: 0,
      parts: partsOf(plan),
      state:
        plan.kind === 'too-large'
          ? { phase: 'failed', error: new StorageError('too-large') }
          : { phase: 'queued' },
    });
    if (plan.kind === 'too-large') return id;
    uploads.set(id, {
      task: { storage, bucket, key, source, options: write, plan, memory: createUploadMemory() },
      progress: createFileProgress(),
      run: undefined,
    });
    enqueue(id);
    return id;
  }

  /** Queues an upload that has parts on the server already. */
  function adopt(task: UploadTask, matching: readonly Part[]): TransferId {
    const id = `upload-${++count}`;
    const { storage, bucket, key, source } = task;
    const progress = createFileProgress();
    for (const { partNumber, size } of matching) progress.report(partNumber, size, size);
    store.set({
      id,
      connectionId: storage.connectionId,
      bucket,
      key,
      kind: 'upload',
      size: source.size,
      bytesSent: progress.bytesSent,
      retries: 0,
      parts: 'listed',
      state: { phase: 'queued' },
    });
    uploads.set(id, { task, progress, run: undefined });
    enqueue(id);
    return id;
  }

  function addDownload({ storage, bucket }: DownloadRequest, file: DownloadFile): TransferId {
    const id = `download-${++count}`;
    const { key, size } = file;
    const { connectionId } = storage;
    const state = { phase: 'queued' } as const;
    store.set({ id, kind: 'download', connectionId, bucket, key, size, bytesSent: 0, retries: 0, state });
    const task: DownloadTask = { ...file, storage, bucket, memory: createDownloadMemory() };
    uploads.set(id, { task, progress: createFileProgress(), run: undefined });
    enqueue(id);
    return id;
  }

  /** Seldom asked for: its code comes with the first question. */
  const checkResume: TransferEngine['checkResume'] = async (request, checkOptions) => {
    const { checkFile } = await import('./resume-upload.ts');
    return checkFile(request, checkOptions, {
      digester,
      retry: { sleep, random },
      turn: () => queue.request(),
      start: (task, matching) => store.batch(() => adopt(task, matching)),
    });
  };

  function enqueue(id: TransferId): void {
    queue.enqueue(id, (turn) => begin(id, turn));
  }

  function begin(id: TransferId, turn: Turn): void {
    const upload = uploads.get(id);
    if (!upload || !apply(id, { type: 'begin' })) {
      turn.firstLane();
      return;
    }
    const controller = new AbortController();
    const previous = upload.run?.settled;
    upload.run = { controller, settled: run(id, upload, turn, controller, previous) };
  }

  /** Never rejects: how it ended is in the transfer's state. */
  async function run(
    id: TransferId,
    upload: Upload,
    turn: Turn,
    controller: AbortController,
    previous: Promise<void> | undefined,
  ): Promise<void> {
    const { task, progress } = upload;
    if (previous !== undefined) await previous;
    if (store.get(id)?.state.phase !== 'running') {
      turn.firstLane();
      return;
    }
    const steps = {
      turn,
      controller,
      digester,
      retry: { sleep, random },
      onProgress(partNumber: number, bytes: number, size: number) {
        const growth = progress.report(partNumber, bytes, size);
        if (growth === 0) return;
        store.addSent(growth);
        change(id, { bytesSent: progress.bytesSent });
      },
      onRetry: () => change(id, { retries: (store.get(id)?.retries ?? 0) + 1 }),
      onCompleting: () => apply(id, { type: 'complete' }),
      onRestart() {
        progress.reset();
        change(id, { bytesSent: 0 });
      },
      onSize: (size: number) => change(id, { size }),
      pieceSize: options.pieceSize,
    };
    const running: Promise<Verified> = isDownload(task)
      ? downloadLazily(task, steps)
      : uploadLazily(task, steps);
    const ended = await running.then(
      (verdict): TransferEvent => ({ type: 'verify', ...verdict }),
      (error: StorageError): TransferEvent => ({ type: 'fail', error }),
    );
    // A run that a verb has stopped says nothing: the verb has already said what comes of it.
    const { signal } = controller;
    if (ended.type === 'fail' && signal.aborted && signal.reason !== ended.error) return;
    if (!apply(id, ended) || ended.type !== 'verify') return;
    // Of a file that has arrived only the line in the list is left.
    uploads.delete(id);
    const transfer = store.get(id);
    if (transfer?.kind !== 'upload') return;
    for (const listener of verifiedListeners) listener(transfer);
  }

  function stop(id: TransferId, reason: 'pause' | 'cancel'): void {
    queue.withdraw(id);
    uploads.get(id)?.run?.controller.abort(reason);
  }

  function pause(id: TransferId): void {
    if (apply(id, { type: 'pause' })) stop(id, 'pause');
  }

  function resume(id: TransferId): void {
    if (uploads.has(id) && apply(id, { type: 'resume' })) enqueue(id);
  }

  async function cancel(id: TransferId, how: { removeParts: boolean }): Promise<void> {
    const upload = uploads.get(id);
    if (!upload) return;
    if (isDownload(upload.task)) {
      if (!apply(id, { type: 'cancel', partsLeft: false })) return;
      stop(id, 'cancel');
      await upload.run?.settled;
      await upload.task.target.remove().catch(() => undefined);
      return;
    }
    const { memory } = upload.task;
    if (!apply(id, { type: 'cancel', partsLeft: memory.upload.state !== 'none' })) return;
    stop(id, 'cancel');
    if (!how.removeParts || memory.upload.state === 'none') return;
    // A part that arrives after the removal would stay.
    await upload.run?.settled;
    if (await removeParts(upload.task, { turn: () => queue.request(), retry: { sleep, random } })) {
      store.batch(() => apply(id, { type: 'parts-removed' }));
    }
  }

  const ids = () => [...store.ids()];
  /** Before many are stopped one by one: else each would hand its place to one that is stopped next. */
  const withdrawAll = () => ids().forEach(queue.withdraw);
  const isActive = (id: TransferId) => {
    const phase = store.get(id)?.state.phase;
    return phase === 'queued' || phase === 'running' || phase === 'paused' || phase === 'completing';
  };

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    upload: (request) => store.batch(() => request.files.map(({ file, key }) => add(request, file, key))),
    download: (request) => store.batch(() => request.files.map((file) => addDownload(request, file))),
    checkResume,
    pause: (id) => store.batch(() => pause(id)),
    resume: (id) => store.batch(() => resume(id)),
    cancel: (id, how) => store.batch(() => cancel(id, how)),
    pauseAll: () =>
      store.batch(() => {
        withdrawAll();
        ids().forEach(pause);
      }),
    resumeAll: () => store.batch(() => ids().forEach(resume)),
    async cancelAll(how) {
      withdrawAll();
      const cancelling = store.batch(() =>
        ids()
          .filter(isActive)
          .map((id) => cancel(id, how)),
      );
      await Promise.all(cancelling);
    },
    clearFinished() {
      store.batch(() => {
        for (const id of ids()) {
          if (isActive(id)) continue;
          store.remove(id);
          uploads.delete(id);
        }
      });
    },
    onVerified(listener) {
      verifiedListeners.add(listener);
      return () => verifiedListeners.delete(listener);
    },
  };
}

const scheduleTimeout: Schedule = (callback, ms) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};
