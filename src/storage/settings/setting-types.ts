/**
 * What a bucket can be told, as typed values. What a server adds that is not known here is kept: `kept` holds the
 * XML elements of that place, as they came, and they are written back as they were.
 */

/** XML of one element, as it came. */
type KeptXml = string;

interface Keeps {
  kept: readonly KeptXml[];
}

export interface Tag {
  key: string;
  value: string;
}

/** Versioning that was never set has no document (`value` undefined), and cannot be had back. */
interface VersioningValue extends Keeps {
  status: 'Enabled' | 'Suspended';
  /** MinIO's extension: keys that get no versions. */
  excludedPrefixes: readonly string[];
  excludeFolders: boolean;
}

interface EncryptionValue extends Keeps {
  /** `AES256`, `aws:kms`, `aws:kms:dsse`, or what a server has of its own; '' where the rule names none. */
  algorithm: string;
  kmsKeyId?: string;
  /** Absent: not said. */
  bucketKey?: boolean;
  /** What else the document says of the algorithm, and beside the first rule. */
  keptInDefault: readonly KeptXml[];
  keptBesideRule: readonly KeptXml[];
}

/** A rule that is not understood in full is in `kept`; a default retention takes its place. */
export interface ObjectLockValue extends Keeps {
  defaultRetention?: { mode: 'GOVERNANCE' | 'COMPLIANCE'; period: { days: number } | { years: number } };
}

interface CorsRule extends Keeps {
  id?: string;
  origins: readonly string[];
  methods: readonly string[];
  allowedHeaders: readonly string[];
  exposedHeaders: readonly string[];
  /** Seconds. */
  maxAge?: number;
}

/** Which objects a rule is about: those that meet every condition, or all. Sizes in bytes, not themselves meant. */
export interface RuleFilter extends Keeps {
  prefix?: string;
  tags: readonly Tag[];
  sizeGreaterThan?: number;
  sizeLessThan?: number;
}

/** Dates are ISO 8601, a midnight in UTC. */
export type LifecycleTime = { days: number } | { date: string };

/** `allVersions` is MinIO's extension: the versions before the current one go with it. */
export type LifecycleExpiration = (LifecycleTime & { allVersions?: boolean }) | { expiredDeleteMarker: true };

/** An action that is not understood in full is in `kept`, as it came, and not in its field. */
export interface LifecycleRule extends Keeps {
  id?: string;
  enabled: boolean;
  filter: RuleFilter;
  /** At least one of what follows. */
  expiration?: LifecycleExpiration;
  /** Without days on MinIO only, where `keepNewest` is enough. */
  noncurrentExpiration?: { days?: number; keepNewest?: number };
  /** Days after initiation. */
  abortUploadsAfter?: number;
  /** MinIO's extension: days that a delete marker may be the current version before the key goes altogether. */
  deleteMarkerDays?: number;
  transitions: readonly { after: LifecycleTime; storageClass: string }[];
  noncurrentTransitions: readonly { days: number; keepNewest?: number; storageClass: string }[];
}

export interface ReplicationRule extends Keeps {
  id?: string;
  enabled: boolean;
  /** Absent in the first form of the document only. */
  priority?: number;
  filter: Pick<RuleFilter, 'prefix' | 'tags' | 'kept'>;
  /** `arn:aws:s3:::bucket`, or a server's own form. */
  destination: string;
  storageClass?: string;
  /** What else the document says of the destination. */
  destinationKept: readonly KeptXml[];
  /** Absent: not said. */
  deleteMarkers?: boolean;
  /** MinIO's extension: versions that are deleted here by their id go there too. */
  versionDeletes?: boolean;
  existingObjects?: boolean;
}

export interface NotificationRule extends Keeps {
  id?: string;
  kind: 'queue' | 'topic' | 'function';
  arn: string;
  events: readonly string[];
  prefix?: string;
  suffix?: string;
  /** Further rules about keys (regular expressions, for one), and what a filter says beside keys. */
  keptAboutKeys: readonly KeptXml[];
  keptInFilter: readonly KeptXml[];
}

export interface SettingValues {
  versioning: VersioningValue;
  encryption: EncryptionValue;
  'object-lock': ObjectLockValue;
  tagging: readonly Tag[];
  cors: { rules: readonly CorsRule[] } & Keeps;
  lifecycle: { rules: readonly LifecycleRule[] } & Keeps;
  replication: { role: string; rules: readonly ReplicationRule[] } & Keeps;
  notification: { rules: readonly NotificationRule[] } & Keeps;
  /** The JSON text. */
  policy: string;
}

export type SettingName = keyof SettingValues;

/** A setting as it was read. */
export interface SettingDocument<Value> {
  /** Undefined: not configured. */
  value: Value | undefined;
  /** Names this state of the setting, to find out whether it has changed since. Opaque. */
  revision: string;
  /** The document as the server sent it; empty where there is none. */
  text: string;
}
