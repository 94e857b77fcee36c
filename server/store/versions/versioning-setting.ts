/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html. A bucket without it never had versioning. */
export interface VersioningSetting {
  status: 'Enabled' | 'Suspended';
  /** MinIO's: keys that begin with one of these get no versions of their own, as in a suspended bucket. */
  excludedPrefixes?: readonly string[];
  /** MinIO's: the same for keys that end in a slash. */
  excludeFolders?: boolean;
}
