/**
 * Every way in which storage fails, as a closed union. Pages choose their words by `code`; nothing decides by
 * message text. The service's own code and status stay beside it for the details of an error view.
 */
export type StorageErrorCode =
  | 'aborted'
  | 'network' // no answer: unreachable, refused, or hidden by a missing CORS header (a browser cannot tell)
  | 'timeout'
  | 'mixed-content' // an https page may not call an http endpoint
  | 'not-s3' // something answered, and it does not speak S3
  | 'invalid-access-key'
  | 'signature-mismatch' // in practice: a wrong secret key
  | 'clock-skew'
  | 'expired-credentials'
  | 'wrong-region'
  | 'access-denied'
  | 'no-such-bucket'
  | 'no-such-key'
  | 'no-such-version'
  | 'delete-marker' // the version that was asked for is the word that the key was deleted
  | 'customer-key-needed' // stored with a key of one's own (SSE-C), which was not sent
  | 'customer-key-wrong'
  | 'customer-key-refused' // not stored with one, or the server takes such keys over https alone
  | 'no-such-upload'
  | 'invalid-bucket-name'
  | 'bucket-owned-by-you'
  | 'bucket-exists'
  | 'bucket-not-empty'
  | 'key-refused' // the server does not take this key (length, segment, characters)
  | 'invalid-argument'
  | 'invalid-part'
  | 'too-small'
  | 'too-large'
  | 'bad-digest' // the server saw other bytes than were hashed
  | 'not-verified' // the server's ETag is not the hash of what was sent
  | 'etag-hidden' // stored, but CORS hides the ETag header from the page, so nothing can be verified
  | 'precondition-failed'
  | 'object-locked'
  | 'setting-changed' // somebody else saved it since it was read
  | 'query-refused' // the SQL, or what it meets in the object
  | 'wrong-format' // the object is not in the form that it was to be read in
  | 'file-changed' // the local file changed or vanished while it was read
  | 'file-unwritable' // the local file system refused: no room, no permission, the file is gone
  | 'file-differs' // what was saved is not what the object's ETag says
  | 'too-busy' // 429, 503 SlowDown
  | 'server-error'
  | 'not-want' // something answered, and it does not speak Want
  | 'folder-not-empty'
  | 'not-public' // its public address may not be read, and there is no other way to its bytes
  | 'type-refused' // the upload policy does not allow this type of file
  | 'keys-refused' // an unknown access key, or not its secret: the service does not tell which
  | 'token-refused' // an upload token that the service does not take for one
  | 'token-expired' // or the policy that was signed for an upload of our own
  | 'file-exists' // the upload policy keeps what is there
  | 'size-refused' // larger than the upload policy, or the service, allows
  | 'answer-elsewhere' // the upload policy has the answer sent to a page of its own: not sent
  | 'callback-failed' // stored, and who was to be told of it did not answer
  | 'not-supported'
  | 'unknown';

export interface StorageErrorDetails {
  /** HTTP status, absent where no answer came. */
  status?: number;
  /** The service's own code, such as `NoSuchBucket`. */
  serviceCode?: string;
  /** The service's own sentence: shown in the details, never decided upon. */
  serviceMessage?: string;
  requestId?: string;
  /** Whether the same request may succeed when sent again. */
  retryable?: boolean;
  /** How long the server asked to wait, in ms. */
  retryAfter?: number;
  /** The region that the server named with `wrong-region`. */
  region?: string;
  /** Server time minus ours, in ms, with `clock-skew`. */
  clockOffset?: number;
  /** With `no-such-key`: the key was deleted, and older versions may be there. */
  deleteMarker?: boolean;
  cause?: unknown;
}

export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;
  readonly status?: number;
  readonly serviceCode?: string;
  readonly serviceMessage?: string;
  readonly requestId?: string;
  readonly retryable: boolean;
  readonly retryAfter?: number;
  readonly region?: string;
  readonly clockOffset?: number;
  readonly deleteMarker?: boolean;

  constructor(code: StorageErrorCode, details: StorageErrorDetails = {}) {
    super(details.serviceMessage ? `${code}: ${details.serviceMessage}` : code, { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.serviceCode = details.serviceCode;
    this.serviceMessage = details.serviceMessage;
    this.requestId = details.requestId;
    this.retryable = details.retryable ?? false;
    this.retryAfter = details.retryAfter;
    this.region = details.region;
    this.clockOffset = details.clockOffset;
    this.deleteMarker = details.deleteMarker;
  }
}
