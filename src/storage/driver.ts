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
  create(bucket: string, input?: { region?: string }, options?: CallOptions): Promise<void>;
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
  listUploads(input: { bucket: string; prefix?: string }, options?: CallOptions): Promise<IncompleteUpload[]>;
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
