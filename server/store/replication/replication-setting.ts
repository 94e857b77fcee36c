import type { RuleFilter } from '../lifecycle/rule-filter.ts';

type Status = 'Enabled' | 'Disabled';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html */
export interface ReplicationSetting {
  /** The role that S3 would copy as. Here it is kept and answered, and means nothing. */
  role: string;
  rules: readonly ReplicationRule[];
}

export interface ReplicationRule {
  id: string;
  status: Status;
  /** Absent in the older form of rules, and in MinIO where none was given: below all others. */
  priority?: number;
  filter: RuleFilter;
  /** Absent in the older form of rules, which replicate delete markers. */
  deleteMarkers?: Status;
  /** MinIO's: whether a version that is removed here is removed there. */
  deletes?: Status;
  /** Whether what was there before the rule is copied too. */
  existingObjects?: Status;
  destination: ReplicationDestination;
  /** Kept and answered. Nothing here is encrypted with KMS, and a replica stays as it was made. */
  sourceSelection?: { kmsObjects?: Status; replicaModifications?: Status };
}

export interface ReplicationDestination {
  /** As it was given. */
  arn: string;
  bucket: string;
  /** Absent: that of the object. */
  storageClass?: string;
  /** Kept and answered. */
  account?: string;
}
