import type { CopyConditions } from '../object-operations.ts';
import type { ObjectEntry, ObjectHead, ObjectProperties } from '../types.ts';

/** One object of a plan: its key, the key that the copy gets, and what the listing said of it. */
export interface CopyPair extends Pick<ObjectEntry, 'size' | 'etag' | 'lastModified'> {
  from: string;
  to: string;
  /** Another version than the current one. */
  versionId?: string;
}

/** What a run may be asked to check of each source: those that HTTP has. */
export type SourceConditions = Omit<CopyConditions, 'onlyIfAbsent'>;

/** What a copy has instead of what its source has. */
export interface CopyChanges {
  /** All of the properties, not only those that change. */
  properties?: ObjectProperties;
  storageClass?: string;
}

/** What of a copy is not as it should be. */
export type CopyDifference =
  | 'size'
  | 'etag'
  | 'checksum'
  | 'content-type'
  | 'content-disposition'
  | 'content-encoding'
  | 'content-language'
  | 'cache-control'
  | 'expires'
  | 'metadata'
  | 'storage-class'
  | 'encryption'
  | 'tags'
  | 'retention'
  | 'legal-hold'
  | 'website-redirect';

/** How the copy was compared with its source: by a hash of its bytes where servers give comparable ones. */
export type CopyProof = 'etag' | 'checksum' | 'size';

/** What became of one object. */
export type CopyVerdict =
  /** Copied and verified; a moved one's source is gone. */
  | { kind: 'done'; proof: CopyProof; copy: ObjectHead }
  /** The copy is there and lacks something, so that a moved one's source stays. */
  | { kind: 'differs'; differences: CopyDifference[]; copy: ObjectHead }
  /** The copy is there and verified, and the source too: it changed meanwhile, or its deletion was refused. */
  | { kind: 'source-kept'; why: 'changed' | { error: unknown }; copy: ObjectHead }
  /** Something is at the destination, and was left alone. */
  | { kind: 'exists' }
  /** A condition on the source did not hold: nothing was copied. */
  | { kind: 'condition'; condition: keyof SourceConditions }
  /** The source is not what the plan listed any more: nothing was copied. */
  | { kind: 'changed' }
  /** `at`: what was being done. After `verify` there may be a copy, and the source is untouched. */
  | { kind: 'failed'; at: 'source' | 'destination' | 'copy' | 'verify'; error: unknown }
  /** Not begun, or taken back: as before. */
  | { kind: 'left' };
