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
