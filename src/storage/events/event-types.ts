/** Which of the things that happen somebody wants to hear of. */
export interface ListenInput {
  /** Absent: all buckets of the server. */
  bucket?: string;
  /** Keys that begin so; '' for all. */
  prefix: string;
  /** Keys that end so; '' for all. */
  suffix: string;
  /** At least one, such as `s3:ObjectCreated:*`. */
  events: readonly string[];
}

/** One thing that happened, as the server told it. What it did not tell is absent. */
export interface BucketEvent {
  kind: 'event';
  /** Such as `s3:ObjectCreated:Put`. */
  name: string;
  time: Date;
  bucket: string;
  /** Empty for what happens to the bucket itself. */
  key: string;
  /** Bytes. */
  size?: number;
  etag?: string;
  versionId?: string;
  /** The access key, user or role that did it. */
  who?: string;
  sourceIp?: string;
  userAgent?: string;
}

/** `alive`: nothing happened, and the connection stands. */
export type ListenSignal = BucketEvent | { kind: 'alive' };

/** Where a server can send notifications, as it says itself. */
export interface NotificationTargets {
  arns: readonly string[];
  /** Whose names of events it knows: a MinIO knows its own alone. */
  names: 'minio' | 'aws-and-minio';
}
