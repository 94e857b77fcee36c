import type { CallOptions, UploadCallOptions } from './call-options.ts';
import type { Capability, ServerIdentity } from './capabilities.ts';
import type { KeySource } from './credentials.ts';
import type { ListenInput, ListenSignal, NotificationTargets } from './events/event-types.ts';
import type { Journal } from './journal/act-types.ts';
import type {
  LockOperations,
  ObjectOperations,
  ObjectTagOperations,
  PresignOperations,
  SelectOperations,
  UploadFormOperations,
  WithCustomerKey,
} from './object-operations.ts';
import type { PurgePlan, PurgeProgress, PurgeResult } from './purge-types.ts';
import type { SettingDocument, SettingName, SettingValues } from './settings/setting-types.ts';
import type {
  Bucket,
  ByteRange,
  IncompleteUpload,
  ObjectRef,
  Part,
  StoredBytes,
  UploadPage,
  UploadSize,
  VersionDeleteOutcome,
  VersionListInput,
  VersionPage,
  VersionRef,
  WriteOptions,
} from './types.ts';
import type { WantPolicy } from './want/upload-policy.ts';

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
  /** How a large file goes where there is no `multipart`. */
  readonly blocks?: BlockOperations;
  readonly uploadPolicies?: UploadPolicyOperations;
  readonly presign?: PresignOperations;
  readonly settings?: SettingsOperations;
  readonly events?: EventOperations;
  readonly versions?: VersionOperations;
  readonly objectTags?: ObjectTagOperations;
  readonly locks?: LockOperations;
  readonly select?: SelectOperations;
  readonly uploadForms?: UploadFormOperations;
  readonly purge?: PurgeOperations;
  readonly capabilities?: CapabilityOperations;
  /** Where the keys end while it is open. */
  readonly keys?: KeySource;
  /** What was done over this connection. */
  readonly journal?: Journal;
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
  create(input: { bucket: string; key: string } & WriteOptions, options?: CallOptions): Promise<string>;
  /** `customerKey`: the one that the upload was begun with. */
  uploadPart(
    input: MultipartTarget & WithCustomerKey & { partNumber: number; body: Blob; md5: string },
    options?: UploadCallOptions,
  ): Promise<StoredBytes>;
  /** A part that the server takes from an object. `precondition-failed` where its ETag is not `sourceIfMatch`. */
  copyPart(
    input: MultipartTarget &
      WithCustomerKey & {
        partNumber: number;
        source: ObjectRef & WithCustomerKey;
        range: Required<ByteRange>;
        sourceIfMatch?: string;
      },
    options?: CallOptions,
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
  /**
   * `parts` in ascending order and complete: the caller has checked that none is missing. `onlyIfAbsent`: rejects with
   * `precondition-failed` where the key exists.
   */
  complete(
    input: MultipartTarget & WithCustomerKey & { parts: Part[]; onlyIfAbsent?: boolean },
    options?: CallOptions,
  ): Promise<StoredBytes>;
  /** Succeeds where the upload is already gone. */
  abort(input: MultipartTarget, options?: CallOptions): Promise<void>;
}

/** Names an upload in blocks. */
export interface BlockTarget {
  bucket: string;
  /** As Want names it: `id` and `uploadId` in one. Opaque. */
  uploadId: string;
}

/**
 * Uploads in blocks as Want has them: the first block begins one, nothing lists what has arrived, and the end is
 * compared with the MD5 of the whole.
 */
export interface BlockOperations {
  /** Bytes that every block but the last must have at least, and may have at most. */
  readonly minBlockSize: number;
  readonly maxBlockSize: number;
  readonly usualBlockSize: number;
  /** Up to here a file goes in one request. */
  readonly maxSingleSize: number;
  /** `body`: block 1, without which no other is taken. */
  begin(
    input: { bucket: string; key: string; body: Blob; md5: string } & WriteOptions,
    options?: UploadCallOptions,
  ): Promise<StoredBytes & { uploadId: string }>;
  /** From block 2 on; sent again it takes its place. */
  upload(
    input: BlockTarget & Pick<WriteOptions, 'uploadPolicy'> & { partNumber: number; body: Blob; md5: string },
    options?: UploadCallOptions,
  ): Promise<StoredBytes>;
  /** `parts` in order and complete. `md5` of the whole, lower-case hex: `bad-digest` where the server has other bytes. */
  complete(
    input: BlockTarget & Pick<WriteOptions, 'uploadPolicy'> & { parts: Part[]; md5: string },
    options?: CallOptions,
  ): Promise<StoredBytes>;
  /** Succeeds where the upload is already gone. */
  cancel(input: BlockTarget & Pick<WriteOptions, 'uploadPolicy'>, options?: CallOptions): Promise<void>;
}

/** Want's upload tokens: a policy, and a signature under it. */
export interface UploadPolicyOperations {
  readonly accessKeyId: string;
  readonly keyType: 'TOP' | 'CLOUD';
  /** Where uploads go. */
  readonly endpoint: string;
  /** What somebody else signed: then no other upload is allowed, and nothing but uploads. */
  readonly pasted?: PastedPolicy;
  /** Signs one of our own; `not-supported` where one was pasted. Who has the token may upload by it until it expires. */
  sign(policy: WantPolicy): { text: string; token: string };
}

export interface PastedPolicy {
  /** Absent where it is none that a service would take. */
  policy?: WantPolicy;
  /** Its JSON, as it was signed. */
  text: string;
  token: string;
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
