import type { Checksum, ChecksumAlgorithm, ChecksumType } from '../checksum/checksum.ts';

/** Where an object's bytes are. Files are never changed, so an object's content is replaced, not written over. */
export type Content =
  | { kind: 'empty' }
  | { kind: 'file'; id: string }
  /** The files of a multipart object, in a row of `layouts`: so a listing does not read 10,000 of them a key. */
  | { kind: 'layout'; id: string; parts: number };

/** A file of the bytes folder. */
export interface StoredFile {
  id: string;
  size: number;
}

/** One file a part, in order. An empty part has no file. */
export type Layout = { id: string | undefined; size: number }[];

export interface BucketRecord {
  /** Unix ms. */
  created: number;
  /** The LocationConstraint it was made with. */
  location: string | undefined;
}

/** What a client says of an object and gets back with it: by lower-case header name, as sent. */
export interface ObjectDescription {
  /** `content-type`, `cache-control` and the like. */
  headers: Record<string, string>;
  /** `x-amz-meta-` names without that prefix. */
  metadata: Record<string, string>;
  storageClass: string;
}

export interface ObjectRecord extends ObjectDescription {
  /** `null` is the version of a bucket that has no versioning. */
  versionId: 'null';
  size: number;
  /** Without quotes. */
  etag: string;
  /** Unix ms. */
  modified: number;
  content: Content;
  checksum: Checksum | undefined;
  /** The multipart upload that made it, so that a second Complete gets the first one's answer. */
  uploadId: string | undefined;
}

export interface UploadRecord {
  key: string;
  uploadId: string;
  /** Unix ms. */
  initiated: number;
  description: ObjectDescription;
  checksum: { algorithm: ChecksumAlgorithm; type: ChecksumType } | undefined;
}

export interface PartRecord {
  /** Absent: the part is empty. */
  file: string | undefined;
  size: number;
  /** The MD5 in hex. */
  etag: string;
  modified: number;
  checksum: Checksum | undefined;
}
