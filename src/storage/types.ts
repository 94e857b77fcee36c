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

export interface ObjectHead {
  key: string;
  size: number;
  etag: string;
  lastModified?: Date;
  contentType?: string;
  contentDisposition?: string;
  contentEncoding?: string;
  cacheControl?: string;
  storageClass?: string;
  versionId?: string;
  /** User metadata, names lower-case and without `x-amz-meta-`. */
  metadata: Record<string, string>;
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

/** What a server said of bytes it has stored. */
export interface StoredBytes {
  etag: string;
  /** False where the server encrypts in a way that makes its ETag something else than the MD5 (SSE-KMS, SSE-C). */
  etagIsMd5: boolean;
  versionId?: string;
}

/** The verdict on one key of a delete: counts in equal counts out. */
export interface DeleteOutcome {
  deleted: string[];
  failed: { key: string; code: string; message: string }[];
}

export interface PresignedUrl {
  url: string;
  expiresAt: Date;
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
}

/** Where a listing of versions goes on. Opaque. */
interface VersionMarker {
  key: string;
  versionId: string;
}

export interface VersionListInput {
  bucket: string;
  /** Keys that begin with this; '' for all. */
  prefix?: string;
  delimiter?: string;
  /** At most this many a page; servers cap it at 1,000. */
  pageSize?: number;
  /** Begin at the page that `VersionPage.next` named. */
  from?: VersionMarker;
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
