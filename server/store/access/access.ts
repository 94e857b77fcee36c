/** What is asked for, in the words of a policy. */
export interface AccessRequest {
  /** Such as `s3:GetObject`. */
  action: string;
  /** Empty: the store itself, for what is no bucket's. */
  bucket: string;
  /** Empty: the bucket itself. */
  key?: string;
  /** Where it is another than the request's, as for a copy's source. */
  versionId?: string;
}

/** Who sent a request, and the judgement of what they may do. */
export interface Access {
  /** Undefined: an anonymous request. */
  accessKeyId: string | undefined;
  /** The owner of the store, whom no bucket policy binds. A session of the owner's with a policy is not that. */
  isOwner: boolean;
  /** Whether this is allowed, by the bucket's policy and the conditions that this request meets. */
  allows(request: AccessRequest): boolean;
  /** Throws AccessDenied where it is not, and NoSuchBucket where there is no such bucket to be allowed anything. */
  require(request: AccessRequest): void;
}
