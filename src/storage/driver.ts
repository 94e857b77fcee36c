import type { Capability, ServerIdentity } from './capabilities.ts';
import type { KeySource } from './credentials.ts';
import type { ListenInput, ListenSignal, NotificationTargets } from './events/event-types.ts';
import type { PurgePlan, PurgeProgress, PurgeResult } from './purge-types.ts';
import type { SettingDocument, SettingName, SettingValues } from './settings/setting-types.ts';
import type {
  Bucket,
  ByteRange,
  DeleteOutcome,
  IncompleteUpload,
  ListPage,
  ObjectHead,
  Part,
  PresignedUrl,
  StoredBytes,
  UploadPage,
  UploadSize,
  VersionDeleteOutcome,
  VersionListInput,
  VersionPage,
  VersionRef,
} from './types.ts';

/**
 * What a protocol can offer. `objects` is required, every other group is optional: an absent group is the honest
 * "not supported", and no method throws "not implemented". Every call settles once, rejects with a `StorageError`
 * alone, and an abort reaches the network.
 */
export interface StorageDriver {
  readonly protocol: 's3' | 'want';
  /** First element of every cache key; names the connection without its secrets. */
  readonly connectionId: string;
  readonly objects: ObjectOperations;
  readonly buckets?: BucketOperations;
  readonly multipart?: MultipartOperations;
  readonly presign?: PresignOperations;
  readonly settings?: SettingsOperations;
  readonly events?: EventOperations;
  readonly versions?: VersionOperations;
  readonly purge?: PurgeOperations;
  readonly capabilities?: CapabilityOperations;
  /** Where the keys end while it is open. */
  readonly keys?: KeySource;
}

export interface CallOptions {
  signal?: AbortSignal;
}

export interface UploadCallOptions extends CallOptions {
  /** Bytes of this body handed to the network so far. */
  onProgress?: (bytesSent: number) => void;
}

interface BucketOperations {
  list(options?: CallOptions): Promise<Bucket[]>;
  /** `exists` also where it is not ours to read: `denied` says which. */
  head(bucket: string, options?: CallOptions): Promise<'exists' | 'absent' | 'denied'>;
  /** `objectLock`: objects can be locked in it, for as long as it exists; turns its versioning on. */
  create(
    bucket: string,
    input?: { region?: string; objectLock?: boolean },
    options?: CallOptions,
  ): Promise<void>;
  /** Rejects with `bucket-not-empty` rather than emptying it. */
  delete(bucket: string, options?: CallOptions): Promise<void>;
}

export interface ListInput {
  bucket: string;
  /** Keys that begin with this; '' for all. */
  prefix?: string;
  /** '/' for folders, absent for every key under the prefix. */
  delimiter?: string;
  /** Keys after this one, in the server's order. */
  startAfter?: string;
  /** At most this many entries and prefixes a page; servers cap it at 1,000. */
  pageSize?: number;
  /** Begin at the page that `ListPage.next` named. */
  from?: string;
}

export interface PutInput {
  bucket: string;
  key: string;
  body: Blob;
  contentType?: string;
  /** Hex MD5 of `body`, sent as Content-MD5, so that the server refuses other bytes. */
  md5?: string;
  /** Refuse with `precondition-failed` where the key exists (servers that know If-None-Match). */
  onlyIfAbsent?: boolean;
}

export interface ObjectOperations {
  /** Pages in the server's order, fetched one by one as they are asked for. */
  list(input: ListInput, options?: CallOptions): AsyncGenerator<ListPage, void, undefined>;
  head(input: { bucket: string; key: string }, options?: CallOptions): Promise<ObjectHead>;
  get(
    input: { bucket: string; key: string; range?: ByteRange; ifMatch?: string },
    options?: CallOptions,
  ): Promise<{ head: ObjectHead; body: ReadableStream<Uint8Array> }>;
  put(input: PutInput, options?: UploadCallOptions): Promise<StoredBytes>;
  /** Succeeds for a key that is not there, as S3 does. */
  delete(input: { bucket: string; key: string }, options?: CallOptions): Promise<void>;
  /** Any number of keys; sent in batches of at most 1,000. Per-key refusals are reported, not thrown. */
  deleteMany(
    input: { bucket: string; keys: string[] },
    options?: CallOptions & { onBatch?: (done: DeleteOutcome) => void },
  ): Promise<DeleteOutcome>;
  copy(
    input: { bucket: string; key: string; source: { bucket: string; key: string } },
    options?: CallOptions,
  ): Promise<StoredBytes>;
}

export interface MultipartTarget {
  bucket: string;
  key: string;
  uploadId: string;
}

export interface MultipartOperations {
  /** Bytes that every part but the last must have at least. */
  readonly minPartSize: number;
  readonly maxParts: number;
  readonly maxObjectSize: number;
  create(
    input: { bucket: string; key: string; contentType?: string },
    options?: CallOptions,
  ): Promise<string>;
  uploadPart(
    input: MultipartTarget & { partNumber: number; body: Blob; md5: string },
    options?: UploadCallOptions,
  ): Promise<StoredBytes>;
  listParts(input: MultipartTarget, options?: CallOptions): Promise<Part[]>;
  /** The first page of its parts alone: one request. */
  measure(input: MultipartTarget, options?: CallOptions): Promise<UploadSize>;
  /** Keys that begin with `prefix`, to the last page. With a delimiter without what lies in folders. */
  listUploads(
    input: { bucket: string; prefix?: string; delimiter?: string },
    options?: CallOptions,
  ): Promise<IncompleteUpload[]>;
  /** The same, page by page, each asked for when it is wanted. */
  uploadPages(
    input: { bucket: string; prefix?: string; delimiter?: string },
    options?: CallOptions,
  ): AsyncGenerator<UploadPage, void, undefined>;
  /** `parts` in ascending order and complete: the caller has checked that none is missing. */
  complete(input: MultipartTarget & { parts: Part[] }, options?: CallOptions): Promise<StoredBytes>;
  /** Succeeds where the upload is already gone. */
  abort(input: MultipartTarget, options?: CallOptions): Promise<void>;
}

export interface PresignInput {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  bucket: string;
  key: string;
  /** Seconds, 1 to 604,800 (7 days). */
  expiresIn: number;
  /** GET only: the answer's Content-Disposition and Content-Type, put in by the server. */
  responseContentDisposition?: string;
  responseContentType?: string;
}

interface PresignOperations {
  presign(input: PresignInput): Promise<PresignedUrl>;
  /** When the signing credentials themselves end, which ends every link; absent for permanent keys. */
  readonly credentialsExpireAt?: Date;
}

/**
 * The settings of a bucket. Reading is the probe: it rejects with `not-supported` where the server does not know the
 * setting. A change sends nothing else to such a server either.
 */
export interface SettingsOperations {
  read<N extends SettingName>(
    bucket: string,
    name: N,
    options?: CallOptions,
  ): Promise<SettingDocument<SettingValues[N]>>;
  /** `setting-changed` where `expected`, the revision that was read, is not the server's any more. */
  write<N extends SettingName>(
    bucket: string,
    name: N,
    value: SettingValues[N],
    options?: CallOptions & { expected?: string },
  ): Promise<void>;
  /** Takes it away, for those that can be: `canRemove`. */
  remove(bucket: string, name: SettingName, options?: CallOptions & { expected?: string }): Promise<void>;
  canRemove(name: SettingName): boolean;
  /** The document that `write` would send. */
  print<N extends SettingName>(name: N, value: SettingValues[N]): string;
}

/** What happens in a bucket, told as it happens. */
export interface EventOperations {
  /** Until the signal aborts or the server ends it. See `s3/minio/listen.ts` for how a server without it shows. */
  listen(input: ListenInput, options?: CallOptions): AsyncGenerator<ListenSignal, void, undefined>;
  /** Absent where it cannot be asked for. */
  targets?(options?: CallOptions): Promise<NotificationTargets>;
}

/** Every version and delete marker of an object, not only the current one. */
interface VersionOperations {
  /**
   * Pages in the server's order: by key, newest first. `not-supported` where the server answers something else. Some
   * servers hide keys behind others (`a/b` behind `a`): what is listed once is not all that there is.
   */
  list(input: VersionListInput, options?: CallOptions): AsyncGenerator<VersionPage, void, undefined>;
  /** As `ObjectOperations.deleteMany`, for ever: no delete marker is left. */
  deleteMany(
    input: { bucket: string; versions: readonly VersionRef[]; bypassGovernance?: boolean },
    options?: CallOptions & { onBatch?: (done: VersionDeleteOutcome) => void },
  ): Promise<VersionDeleteOutcome>;
}

/** A bucket with all that is in it: counted first, then deleted as it was counted. */
export interface PurgeOperations {
  /** Lists to the end, or to `limit` versions. Rejects with what listing does. */
  plan(
    bucket: string,
    options?: CallOptions & { limit?: number; onProgress?: (counts: PurgePlan['counts']) => void },
  ): Promise<PurgePlan>;
  /** Never rejects. `stop` ends it before the next batch: what a batch has begun is waited for and counted. */
  run(
    plan: PurgePlan,
    options: {
      stop: AbortSignal;
      bypassGovernance?: boolean;
      onProgress?: (progress: PurgeProgress) => void;
    },
  ): Promise<PurgeResult>;
}

/** What the server at the other end is and can do. Nothing but GET is sent. */
export interface CapabilityOperations {
  /**
   * Of the server as a whole, and of one bucket where one is named. Rejects where no answer would mean anything:
   * wrong keys, no such bucket, nothing answers.
   */
  probe(bucket: string | undefined, options?: CallOptions): Promise<Capability[]>;
  identify(options?: CallOptions): Promise<ServerIdentity>;
}
