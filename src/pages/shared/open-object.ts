import type { ObjectHead, StorageDriver } from '../../storage/index.ts';

/** The object in the drawer, as its tabs get it. */
export interface OpenObject {
  storage: StorageDriver;
  bucket: string;
  key: string;
  /** Absent: the current one. */
  versionId?: string;
  head: ObjectHead;
  /** The key of one's own by which it can be read; in memory only. */
  customerKey?: Uint8Array;
}

export interface ObjectTabProps {
  object: OpenObject;
}
