import type { Tag } from './settings/setting-types.ts';

/** The nouns of the storage layer, in S3's own vocabulary. Sizes are bytes, times are `Date`, ETags carry no quotes. */

export interface Bucket {
  name: string;
  createdAt?: Date;
}

export interface ObjectEntry {
  key: string;
  size: number;
  lastModified: Date;
  etag: string;
  storageClass?: string;
  /** Where it was asked for and the server tells it in a listing (MinIO). As in `ObjectHead`. */
  metadata?: Record<string, string>;
}

/** Names an object, or one version of it. */
export interface ObjectRef {
  bucket: string;
  key: string;
  versionId?: string;
}

/** Until when nobody deletes a version. GOVERNANCE yields to who may bypass it and says so; COMPLIANCE to nobody. */
export interface Retention {
  mode: 'GOVERNANCE' | 'COMPLIANCE';
  until: Date;
}

/** How a server is to encrypt an object. */
export type Encryption =
  | { kind: 'sse-s3' }
  | { kind: 'sse-kms'; keyId?: string }
  /** With a key of one's own, of 32 bytes, which the server forgets. */
  | { kind: 'sse-c'; customerKey: Uint8Array };

/** What is stored beside an object's bytes and comes back with them. */
export interface ObjectProperties {
  contentType?: string;
  contentDisposition?: string;
  contentEncoding?: string;
  contentLanguage?: string;
  cacheControl?: string;
  expires?: Date;
  /** User metadata, names lower-case and without `x-amz-meta-`; values are any text. */
  metadata?: Record<string, string>;
}

/** Everything that can be said of an object when it is written. */
export interface WriteOptions extends ObjectProperties {
  /** Want's: under what terms it is uploaded. Where it is absent the driver signs one for this very object. */
  uploadPolicy?: {
    /** The policy's JSON, as it is signed. */
    text: string;
    /** Values of its own variables `${var-…}`. */
    variables?: Record<string, string>;
  };
  tags?: Tag[];
  storageClass?: string;
  encryption?: Encryption;
  retention?: Retention;
  legalHold?: boolean;
}

/** One page of a listing. `next` is the server's own token: opaque, never shown, never compared. */
export interface ListPage {
  entries: ObjectEntry[];
  /** Common prefixes ("folders"), each ending in the delimiter. */
  prefixes: string[];
  next?: string;
}

/** Positions in bytes, both inclusive, as in HTTP. Without `end`: to the end of the object. */
export interface ByteRange {
  start: number;
  end?: number;
}

export interface ObjectHead extends ObjectProperties {
  key: string;
  /** Its public address, where the protocol has one. */
  url?: string;
  size: number;
  etag: string;
  lastModified?: Date;
  storageClass?: string;
  versionId?: string;
  /** Values decoded (RFC 2047). */
  metadata: Record<string, string>;
  /** Metadata that the server could not put into headers. */
  missingMetadata?: number;
  encryption?: { kind: 'sse-s3' | 'sse-kms' | 'sse-c'; keyId?: string };
  /** Absent also where one may not read it. */
  retention?: Retention;
  legalHold?: boolean;
  tagCount?: number;
  /** As the server says it: PENDING, COMPLETED, FAILED, REPLICA. */
  replicationStatus?: string;
  /** When a lifecycle rule deletes it, in the server's words. */
  expiration?: string;
  /** State of a restore from an archive class, in the server's words. */
  restore?: string;
  websiteRedirect?: string;
  /** By algorithm in lower case (`sha256`), base64; of the parts where the value ends in `-N`. */
  checksums: Record<string, string>;
}

export interface Part {
  /** 1 to 10,000. */
  partNumber: number;
  etag: string;
  size: number;
}

export interface IncompleteUpload {
  key: string;
  uploadId: string;
  initiated?: Date;
  /** Who began it: a name where the server gives one, else an id. MinIO says nothing. */
  initiator?: string;
}

/** One page of a bucket's incomplete uploads. */
export interface UploadPage {
  uploads: IncompleteUpload[];
  /** Common prefixes, where a delimiter was asked for. */
  prefixes: string[];
  /** The server (MinIO) lists what its process remembers: one that it forgot is found by its exact key alone. */
  fromMemory: boolean;
  more: boolean;
}

/** How much of an upload is on the server. */
export interface UploadSize {
  parts: number;
  bytes: number;
  /** There are more parts than were counted. */
  more: boolean;
}

/** Want's answer to an upload. What a policy's `returnBody` left out is absent. */
export interface UploadReceipt {
  code?: string;
  requestId?: string;
  namespace?: string;
  /** `/` or `/a/b`, and the name: the policy's own win over those that were asked for. */
  dir?: string;
  name?: string;
  /** The file's public address; whether it may be read there is the namespace's matter. */
  url?: string;
  /** Bytes. */
  size?: number;
  modified?: Date;
  /** Upper-case hex MD5 of the whole, or what the service has instead of it after blocks without `md5`. */
  etag?: string;
  mimeType?: string;
  /** The whole answer, as it came. */
  answer: string;
}

/** What a server said of bytes it has stored. */
export interface StoredBytes {
  /** '' where the answer has none. */
  etag: string;
  /** False where the server encrypts in a way that makes its ETag something else than the MD5 (SSE-KMS, SSE-C). */
  etagIsMd5: boolean;
  versionId?: string;
  receipt?: UploadReceipt;
}

/** The verdict on one key of a delete: counts in equal counts out. */
export interface DeleteOutcome {
  deleted: string[];
  failed: { key: string; code: string; message: string }[];
  /** The delete markers that this delete made: without them the keys are there again. Those with an id of their own. */
  markers?: VersionRef[];
}

export interface PresignedUrl {
  url: string;
  expiresAt: Date;
  /** What must be sent with it, to the letter. */
  headers: Record<string, string>;
}

/** Names one version. `null` is a version id too: of what was written while versioning was off. */
export interface VersionRef {
  key: string;
  versionId: string;
}

export interface ObjectVersion extends VersionRef {
  isLatest: boolean;
  /** Nothing but the word that the key was deleted: no bytes, no ETag. */
  isDeleteMarker: boolean;
  size: number;
  lastModified: Date;
  etag: string;
  storageClass?: string;
  /** As in `ObjectEntry`; delete markers have none. */
  metadata?: Record<string, string>;
}

/** Where a listing of versions goes on. Opaque. */
export interface VersionMarker {
  key: string;
  versionId: string;
}

export interface VersionListInput {
  bucket: string;
  /** Keys that begin with this; '' for all. */
  prefix?: string;
  delimiter?: string;
  /** Keys after this one, in the server's order. */
  startAfter?: string;
  /** At most this many a page; servers cap it at 1,000. */
  pageSize?: number;
  /** Begin at the page that `VersionPage.next` named. */
  from?: VersionMarker;
  /** As in `ListInput`. */
  withMetadata?: boolean;
}

/** One page, versions and delete markers in the server's order. */
export interface VersionPage {
  versions: ObjectVersion[];
  prefixes: string[];
  next?: VersionMarker;
}

/** The verdict on each version of a delete: counts in equal counts out. */
export interface VersionDeleteOutcome {
  deleted: VersionRef[];
  failed: (VersionRef & { code: string; message: string })[];
}
