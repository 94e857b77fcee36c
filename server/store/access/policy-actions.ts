import { matchesWildcard, type Wildcard } from './wildcard.ts';

const names = (text: string) => text.split(/\s+/).map((name) => `s3:${name.toLowerCase()}`);

/**
 * What is done to objects.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const objectActions: ReadonlySet<string> = new Set(
  names(`AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging DeleteObjectVersion
  DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention
  GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes
  GetObjectVersionForReplication GetObjectVersionTagging GetObjectVersionTorrent InitiateReplication
  ListMultipartUploadParts ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl PutObjectLegalHold
  PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging ReplicateDelete
  ReplicateObject ReplicateTags RestoreObject SelectObjectContent UpdateObjectEncryption`),
);

/** What is done to buckets, or to all of them. */
const bucketActions: ReadonlySet<string> = new Set(
  names(`CreateBucket DeleteBucket DeleteBucketOwnershipControls DeleteBucketPolicy DeleteBucketWebsite
  ForceDeleteBucket GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAcl GetBucketCORS
  GetBucketLocation GetBucketLogging GetBucketNotification GetBucketObjectLockConfiguration
  GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock
  GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration
  GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration
  GetMetricsConfiguration GetReplicationConfiguration ListAllMyBuckets ListBucket
  ListBucketMultipartUploads ListBucketVersions ListenBucketNotification ListenNotification
  PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAcl PutBucketCORS PutBucketLogging
  PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy
  PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite
  PutEncryptionConfiguration PutIntelligentTieringConfiguration PutInventoryConfiguration
  PutLifecycleConfiguration PutMetricsConfiguration PutReplicationConfiguration
  ResetBucketReplicationState`),
);

/** Whether a pattern of lower-case actions is met by one that exists, and by one of objects or of buckets. */
export function actionsMatched(pattern: Wildcard): { ofObjects: boolean; ofBuckets: boolean } {
  return { ofObjects: isMet(pattern, objectActions), ofBuckets: isMet(pattern, bucketActions) };
}

function isMet(pattern: Wildcard, actions: ReadonlySet<string>): boolean {
  for (const action of actions) if (matchesWildcard(pattern, action)) return true;
  return false;
}
