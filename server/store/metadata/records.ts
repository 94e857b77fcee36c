import type { Checksum, ChecksumAlgorithm, ChecksumType } from '../checksum/checksum.ts';
import type { ObjectEncryption } from '../encryption/object-encryption.ts';
import type { ObjectLock } from '../lock/object-lock.ts';
import type { Tag } from '../tagging/tags.ts';
import type { WantUpload } from '../want/want-upload.ts';

/** Where an object's bytes are. Files are never changed, so an object's content is replaced, not written over. */
export type Content =
  | { kind: 'empty' }
  | { kind: 'file'; id: string }
  /** The files of a multipart object, in a row of `layouts`: so a listing does not read 10,000 of them a key. */
  | { kind: 'layout'; id: string; parts: number };

/** A file of the bytes folder. `size` is that of the content: an encrypted file is longer. */
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

/** What an object has beside its bytes and description. */
export interface ObjectTraits {
  tags?: readonly Tag[];
  lock?: ObjectLock;
  encryption?: ObjectEncryption;
}

export type ReplicationStatus = 'PENDING' | 'COMPLETED' | 'FAILED' | 'REPLICA';

/** What every version of a key has, delete markers too. */
interface VersionIdentity {
  /** `null`, or the same as `order`. */
  versionId: string;
  /** Where it stands among the key's versions: later ones are greater. A UUID of version 7, in lower case. */
  order: string;
  /** Unix ms. */
  modified: number;
  replication?: ReplicationStatus;
}

export interface ObjectRecord extends ObjectDescription, ObjectTraits, VersionIdentity {
  size: number;
  /** Without quotes. */
  etag: string;
  content: Content;
  checksum: Checksum | undefined;
  /** The multipart upload that made it, so that a second Complete gets the first one's answer. */
  uploadId: string | undefined;
}

export interface DeleteMarkerRecord extends VersionIdentity {
  deleteMarker: true;
}

export type VersionRecord = ObjectRecord | DeleteMarkerRecord;

export const isDeleteMarker = (record: VersionRecord): record is DeleteMarkerRecord =>
  'deleteMarker' in record;

export interface UploadRecord extends ObjectTraits {
  key: string;
  uploadId: string;
  /** Unix ms. */
  initiated: number;
  description: ObjectDescription;
  checksum: { algorithm: ChecksumAlgorithm; type: ChecksumType } | undefined;
  /** Present: it was begun by the Want protocol, and its parts are blocks. */
  want?: WantUpload;
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
