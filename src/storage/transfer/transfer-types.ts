import type { StorageDriver } from '../driver.ts';
import type { StorageError } from '../errors.ts';
import type { UploadReceipt, WriteOptions } from '../types.ts';
import type { FileTarget } from './file-target.ts';
import type { ResumeRefusal } from './resume-plan.ts';

export type TransferId = string;

export type VerifiedBy = 'md5' | 'content-md5' | 'parts-md5' | 'size';

/** A transfer is in exactly one of these. */
export type TransferState =
  | { phase: 'queued' }
  | { phase: 'running' }
  | { phase: 'paused' }
  /** All bytes are there; the server joins the parts and the result is compared. */
  | { phase: 'completing' }
  /**
   * Uploads: `md5`: each part and the object's final ETag equal the local MD5. `content-md5`: the server checked the
   * MD5 on receipt, its ETag is no MD5 (encrypted). Downloads: the MD5 of the file as it was read back is the ETag
   * (`md5`, or `parts-md5` of an object that was stored in parts); `size`: the ETag says nothing of these bytes.
   */
  | { phase: 'verified'; by: VerifiedBy; etag: string; receipt?: UploadReceipt }
  | { phase: 'failed'; error: StorageError }
  /** `partsLeft`: an unfinished multipart upload remains on the server and may be removed. */
  | { phase: 'cancelled'; partsLeft: boolean };

/** Immutable: a change makes a new object, so that a list renders only what changed. */
export interface Transfer {
  id: TransferId;
  kind: 'upload' | 'download';
  connectionId: string;
  bucket: string;
  key: string;
  size: number;
  /** Bytes that have moved in this run and earlier ones; never more than `size`. */
  bytesSent: number;
  /** Parts sent a second time or more, for the person who wonders why it takes long. */
  retries: number;
  /** An upload in parts, which may stay on the server. `unlisted`: nobody could find them there again. */
  parts?: 'listed' | 'unlisted';
  state: TransferState;
}

export interface TransferTotals {
  count: number;
  /** Queued, running, paused or completing. */
  active: number;
  verified: number;
  failed: number;
  cancelled: number;
  paused: number;
  /** Of everything that is active. */
  bytesTotal: number;
  bytesSent: number;
  /** Over the last seconds; 0 when nothing runs. */
  bytesPerSecond: number;
  /** Absent while there is no speed to reckon with. */
  secondsLeft?: number;
}

export interface TransferSnapshot {
  transfers: readonly Transfer[];
  totals: TransferTotals;
}

export interface UploadRequest {
  storage: StorageDriver;
  bucket: string;
  files: readonly { file: File; key: string }[];
  /** Of each of the files, through pauses and retries. Without a content type each has its own. */
  options?: WriteOptions;
  /** Bytes of each block, for a service that takes blocks; brought within its limits. Default: its usual one. */
  blockSize?: number;
}

export interface DownloadRequest {
  storage: StorageDriver;
  bucket: string;
  files: readonly DownloadFile[];
}

export interface DownloadFile {
  key: string;
  versionId?: string;
  customerKey?: Uint8Array;
  /** Both ends inclusive; absent for the whole object. */
  range?: { start: number; end: number };
  /** Bytes, as far as they are known before the server is asked. */
  size: number;
  target: FileTarget;
}

export interface ResumeRequest {
  storage: StorageDriver;
  bucket: string;
  key: string;
  uploadId: string;
  file: File;
}

/** What a comparison of a local file with the parts on the server came to. */
export type ResumeCheck =
  | { fits: false; why: ResumeRefusal }
  | {
      fits: true;
      /** Parts on the server that are the file's own bytes, and how many bytes they are. */
      matching: number;
      matchingBytes: number;
      /** Parts on the server that will be replaced. */
      different: number;
      bytesToSend: number;
      /** Queues it; the same transfer each time. */
      start(): TransferId;
    };

/**
 * The tray's model. Pages read it by `subscribe` and `getSnapshot` (as `useSyncExternalStore` wants them: the
 * snapshot is the same object until something changed) and act by the verbs. Verbs on a transfer in a state that
 * does not allow them do nothing.
 */
export interface TransferEngine {
  subscribe(listener: () => void): () => void;
  getSnapshot(): TransferSnapshot;
  /** Queues files in order; a file that cannot be stored (over 5 TiB) becomes a `failed` transfer at once. */
  upload(request: UploadRequest): TransferId[];
  /** Queues objects in order, each to a file of its own. */
  download(request: DownloadRequest): TransferId[];
  /**
   * Compares a local file with the parts of an upload that is on the server, by MD5; sends nothing before `start`.
   * Rejects with a `StorageError`: `no-such-upload`, `access-denied`, `file-changed`, `aborted`.
   */
  checkResume(
    request: ResumeRequest,
    options?: { signal?: AbortSignal; onProgress?: (compared: number, total: number) => void },
  ): Promise<ResumeCheck>;
  /** Cuts the requests at once; what the server confirmed stays. */
  pause(id: TransferId): void;
  /** From `paused` or `failed`: goes on with the parts that the server still has. */
  resume(id: TransferId): void;
  /** Cuts the requests at once. With `removeParts` also aborts the multipart upload on the server. */
  cancel(id: TransferId, options: { removeParts: boolean }): Promise<void>;
  pauseAll(): void;
  resumeAll(): void;
  cancelAll(options: { removeParts: boolean }): Promise<void>;
  /** Removes what is verified, failed or cancelled from the list. */
  clearFinished(): void;
  /** Called once for each object that arrived on the server, so that listings can follow. */
  onVerified(listener: (transfer: Transfer) => void): () => void;
}
