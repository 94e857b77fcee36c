import { matchesPattern } from './wildcard.ts';

const namesOf = (text: string): readonly string[] => text.split(/\s+/).map((name) => `s3:${name}`);

/**
 * What is done to objects.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export const objectActions = namesOf(`AbortMultipartUpload BypassGovernanceRetention DeleteObject
  DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes
  GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl
  GetObjectVersionAttributes GetObjectVersionForReplication GetObjectVersionTagging GetObjectVersionTorrent
  InitiateReplication ListMultipartUploadParts ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl
  PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging
  ReplicateDelete ReplicateObject ReplicateTags RestoreObject SelectObjectContent UpdateObjectEncryption`);

/** What is done to a bucket. */
export const bucketActions = namesOf(`CreateBucket DeleteBucket DeleteBucketOwnershipControls
  DeleteBucketPolicy DeleteBucketWebsite ForceDeleteBucket GetAccelerateConfiguration GetAnalyticsConfiguration
  GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging GetBucketNotification
  GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus
  GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite
  GetEncryptionConfiguration GetIntelligentTieringConfiguration GetInventoryConfiguration
  GetLifecycleConfiguration GetMetricsConfiguration GetReplicationConfiguration ListAllMyBuckets ListBucket
  ListBucketMultipartUploads ListBucketVersions ListenBucketNotification ListenNotification
  PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAcl PutBucketCORS PutBucketLogging
  PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy
  PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite
  PutEncryptionConfiguration PutIntelligentTieringConfiguration PutInventoryConfiguration
  PutLifecycleConfiguration PutMetricsConfiguration PutReplicationConfiguration ResetBucketReplicationState`);

/** Actions are the same in any case. */
export const matchesAction = (pattern: string, action: string): boolean =>
  matchesPattern(pattern.toLowerCase(), action.toLowerCase());

/** Which of the two kinds a pattern of actions meets. */
export function actionsMatched(pattern: string): { ofObjects: boolean; ofBucket: boolean } {
  return {
    ofObjects: objectActions.some((action) => matchesAction(pattern, action)),
    ofBucket: bucketActions.some((action) => matchesAction(pattern, action)),
  };
}

export const arnStart = 'arn:aws:s3:::';
export const bucketArn = (bucket: string): string => arnStart + bucket;
