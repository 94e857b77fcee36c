import type { CallOptions, UploadCallOptions } from './call-options.ts';
import type { SelectInput, SelectSignal } from './select-types.ts';
import type { Tag } from './settings/setting-types.ts';
import type {
  ByteRange,
  DeleteOutcome,
  Encryption,
  ListPage,
  ObjectHead,
  ObjectProperties,
  ObjectRef,
  PresignedUrl,
  Retention,
  StoredBytes,
  WriteOptions,
} from './types.ts';
import type { UploadForm, UploadFormInput } from './upload-form-types.ts';

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
  /** Ask for user metadata too: MinIO tells it, others leave it out. */
  withMetadata?: boolean;
}

/** The key of one's own, where the object was stored with one: 32 bytes. */
export interface WithCustomerKey {
  customerKey?: Uint8Array;
}

export interface PutInput extends WriteOptions {
  bucket: string;
  key: string;
  body: Blob;
  /** Hex MD5 of `body`, sent as Content-MD5, so that the server refuses other bytes. */
  md5?: string;
  /** Refuse with `precondition-failed` where the key exists (servers that know If-None-Match). */
  onlyIfAbsent?: boolean;
}

export interface ObjectOperations {
  /**
   * Present where folders are things of their own, as in a file system: one is there while nothing is in it, and
   * `deleteMany` takes its key (`a/b/`) once it is empty. No key has an empty segment. Pages are counted, not named by a
   * key: after a change they are asked for from the first on.
   */
  readonly realFolders?: true;
  /** Present where nothing can be read of an object but its name, size, type, time and MD5. */
  readonly plain?: true;
  /** Pages in the server's order, fetched one by one as they are asked for. */
  list(input: ListInput, options?: CallOptions): AsyncGenerator<ListPage, void, undefined>;
  head(input: HeadInput, options?: CallOptions): Promise<ObjectHead>;
  get(
    input: GetInput,
    options?: CallOptions,
  ): Promise<{ head: ObjectHead; body: ReadableStream<Uint8Array> }>;
  /** Bytes of one part (from 1) of an object that was stored in parts; undefined where the server does not tell. */
  partSize?(
    input: ObjectRef & WithCustomerKey & { partNumber: number },
    options?: CallOptions,
  ): Promise<number | undefined>;
  put(input: PutInput, options?: UploadCallOptions): Promise<StoredBytes>;
  /** Succeeds for a key that is not there, as S3 does. */
  delete(input: { bucket: string; key: string }, options?: CallOptions): Promise<void>;
  /** Any number of keys; sent in batches of at most 1,000. Per-key refusals are reported, not thrown. */
  deleteMany(
    input: { bucket: string; keys: string[] },
    options?: CallOptions & { onBatch?: (done: DeleteOutcome) => void },
  ): Promise<DeleteOutcome>;
  /**
   * Whether the protocol has no words for a key, so that every call about it is `key-refused` before anything is sent.
   * Absent where S3's own rules are all.
   */
  refusesKey?(key: string): boolean;
  /** Whether there is one, for protocols that have a call for it. */
  exists?(ref: { bucket: string; key: string }, options?: CallOptions): Promise<boolean>;
  /** Absent where the protocol has no such call. Up to 5 GiB by one request. Everything that `changes` does not name is kept as the source has it. */
  copy?(input: CopyInput, options?: CallOptions): Promise<StoredBytes>;
}

export interface HeadInput extends ObjectRef, WithCustomerKey {
  /** From every server that has them. Without it some (MinIO) leave them out; with it a browser sends a preflight. */
  withChecksums?: boolean;
}

export interface GetInput extends ObjectRef, WithCustomerKey {
  range?: ByteRange;
  /** ETag: `precondition-failed` where the object is another one by now. */
  ifMatch?: string;
  /** The bytes as they are stored, also where a Content-Encoding would make a browser unpack them. Needs credentials. */
  asStored?: boolean;
}

/** What must hold for a copy; else `precondition-failed`. ETags without quotes, times in whole seconds. */
export interface CopyConditions {
  sourceIfMatch?: string;
  sourceIfNoneMatch?: string;
  sourceIfModifiedSince?: Date;
  sourceIfUnmodifiedSince?: Date;
  /** The key must be free. MinIO ignores it in a copy. */
  onlyIfAbsent?: boolean;
}

export interface CopyInput {
  bucket: string;
  key: string;
  source: ObjectRef & WithCustomerKey;
  conditions?: CopyConditions;
  /** Replaces all of the source's properties (not only those named). */
  properties?: ObjectProperties;
  /** Replaces all of its tags. */
  tags?: Tag[];
  storageClass?: string;
  encryption?: Encryption;
  retention?: Retention;
  legalHold?: boolean;
}

/** The tags of one object or of one version. At most 10. */
export interface ObjectTagOperations {
  read(ref: ObjectRef, options?: CallOptions): Promise<Tag[]>;
  /**
   * Replaces all of them; false where they were so already. `invalid-argument` for what no server takes
   * (`object-tag-limits.ts`), before anything is sent; `setting-changed` where they are not `expected`, those that
   * were read, any more.
   */
  write(
    ref: ObjectRef,
    tags: readonly Tag[],
    options?: CallOptions & { expected?: readonly Tag[] },
  ): Promise<boolean>;
  /** Reads them and writes what `change` makes of them; false where that is the same. What it throws is passed on. */
  update(
    ref: ObjectRef,
    change: (tags: readonly Tag[]) => readonly Tag[],
    options?: CallOptions,
  ): Promise<boolean>;
}

/** What keeps a version from being deleted. `not-supported` where the bucket was made without object lock. */
export interface LockOperations {
  /** Undefined where there is none. */
  readRetention(ref: ObjectRef, options?: CallOptions): Promise<Retention | undefined>;
  /**
   * Undefined takes it away. Shorter, another mode or none needs `bypassGovernance`, and is refused for COMPLIANCE:
   * `object-locked`. False where it was so already.
   */
  writeRetention(
    ref: ObjectRef,
    retention: Retention | undefined,
    options?: CallOptions & { bypassGovernance?: boolean },
  ): Promise<boolean>;
  readLegalHold(ref: ObjectRef, options?: CallOptions): Promise<boolean>;
  /** False where it was so already. */
  writeLegalHold(ref: ObjectRef, on: boolean, options?: CallOptions): Promise<boolean>;
}

/** Questions in SQL about what is in one object. */
export interface SelectOperations {
  /**
   * Whether the server has the call at all: sends one without a query, which asks for nothing. Rejects with
   * `not-supported` where it has not; every other answer to it counts as knowing it.
   */
  probe(ref: ObjectRef, options?: CallOptions): Promise<void>;
  /** Signals in the server's order; the rows are bytes in the form that was asked for, cut anywhere. */
  query(input: SelectInput, options?: CallOptions): AsyncGenerator<SelectSignal, void, undefined>;
}

/** Forms by which somebody without keys uploads from a page. */
export interface UploadFormOperations {
  create(input: UploadFormInput): Promise<UploadForm>;
  readonly credentialsExpireAt?: Date;
}

export interface PresignInput extends ObjectRef {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** Seconds, 1 to 604,800 (7 days). */
  expiresIn: number;
  /** GET and HEAD only: headers of the answer, put in by the server. */
  responseContentDisposition?: string;
  responseContentType?: string;
  responseContentLanguage?: string;
  responseContentEncoding?: string;
  responseCacheControl?: string;
  responseExpires?: Date;
  /** PUT only: the type that must then be sent, and is stored. */
  contentType?: string;
  /** From when it counts, in whole seconds; now where it is absent. Servers refuse one in the future. */
  requestDate?: Date;
  /** Origin (`https://files.example.com`) that others reach the server by: it is what is signed. */
  publicOrigin?: string;
}

export interface PresignOperations {
  presign(input: PresignInput): Promise<PresignedUrl>;
  /** When the signing credentials themselves end, which ends every link; absent for permanent keys. */
  readonly credentialsExpireAt?: Date;
}
