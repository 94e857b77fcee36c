import type { StorageErrorCode } from '../errors.ts';
import type { ListenInput } from '../events/event-types.ts';
import type { CopyConditions, PresignInput } from '../object-operations.ts';
import type { SelectInput } from '../select-types.ts';
import type { SettingName, SettingValues, Tag } from '../settings/setting-types.ts';
import type {
  ByteRange,
  Encryption,
  ObjectProperties,
  ObjectRef,
  Retention,
  WriteOptions,
} from '../types.ts';
import type { UploadFormInput } from '../upload-form-types.ts';

/** How an object is encrypted, without the key. */
type EncryptionFact = Exclude<Encryption, { kind: 'sse-c' }> | { kind: 'sse-c' };

export type WriteFacts = Omit<WriteOptions, 'encryption'> & { encryption?: EncryptionFact };

/** `sealed`: it was read with a key of one's own, which is not told. */
interface Sealed {
  sealed: boolean;
}

interface CopyFacts {
  bucket: string;
  key: string;
  source: ObjectRef & Sealed;
  conditions?: CopyConditions;
  /** In place of the source's. */
  properties?: ObjectProperties;
  tags?: readonly Tag[];
  storageClass?: string;
  encryption?: EncryptionFact;
  retention?: Retention;
  legalHold?: boolean;
}

type SettingWrite = {
  [N in SettingName]: {
    kind: 'write-setting';
    bucket: string;
    name: N;
    value: SettingValues[N];
    /** As it was sent. */
    document: string;
  };
}[SettingName];

/**
 * One thing that was done or read, as other clients have calls for it: what it was about, and no secret, no body and
 * nothing of the answer.
 */
export type Act =
  | { kind: 'list-buckets' }
  | { kind: 'head-bucket' | 'delete-bucket' | 'purge-bucket'; bucket: string }
  | { kind: 'create-bucket'; bucket: string; region?: string; objectLock?: boolean }
  | {
      kind: 'list-objects' | 'list-versions';
      bucket: string;
      prefix: string;
      /** False: folders are told as such. */
      recursive: boolean;
      startAfter?: string;
      withMetadata?: boolean;
    }
  | ({ kind: 'stat' } & ObjectRef & Sealed)
  | ({ kind: 'get'; range?: ByteRange } & ObjectRef & Sealed)
  /** In one request or in parts. */
  | { kind: 'put'; bucket: string; key: string; options: WriteFacts }
  | ({ kind: 'copy' } & CopyFacts)
  | {
      kind: 'remove';
      bucket: string;
      /** The first of them. */
      objects: readonly { key: string; versionId?: string }[];
      count: number;
      bypassGovernance: boolean;
    }
  | ({ kind: 'read-tags' | 'remove-tags' | 'read-retention' | 'read-hold' } & ObjectRef)
  | ({ kind: 'write-tags'; tags: readonly Tag[] } & ObjectRef)
  /** Without a retention: taken away. */
  | ({ kind: 'write-retention'; retention?: Retention; bypassGovernance: boolean } & ObjectRef)
  | ({ kind: 'write-hold'; on: boolean } & ObjectRef)
  | { kind: 'read-setting' | 'remove-setting'; bucket: string; name: SettingName }
  | SettingWrite
  | ({ kind: 'presign' } & PresignInput)
  | ({ kind: 'upload-form' } & UploadFormInput)
  | ({ kind: 'select' } & Omit<SelectInput, 'customerKey'> & Sealed)
  | { kind: 'list-uploads'; bucket: string; prefix: string }
  | { kind: 'abort-upload'; bucket: string; key: string; uploadId: string }
  | ({ kind: 'listen' } & ListenInput);

export interface JournalEntry {
  id: number;
  /** When it was over (for a listing, when it began to answer), in Unix ms. */
  at: number;
  act: Act;
  refused?: StorageErrorCode;
  /** So many like it on other keys went before and are not told one by one. */
  more: number;
}

/** What was done over a connection, the newest first. The snapshot is the same object until something is added. */
export interface Journal {
  subscribe(listener: () => void): () => void;
  getSnapshot(): readonly JournalEntry[];
}
