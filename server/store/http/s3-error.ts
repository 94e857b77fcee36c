const statuses = {
  AccessDenied: 403,
  AuthorizationHeaderMalformed: 400,
  AuthorizationQueryParametersError: 400,
  BadDigest: 400,
  BadRequest: 400,
  BucketAlreadyOwnedByYou: 409,
  BucketNotEmpty: 409,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidChunkSizeError: 403,
  InvalidDigest: 400,
  InvalidPart: 400,
  InvalidPartNumber: 416,
  InvalidPartOrder: 400,
  InvalidRange: 416,
  InvalidRequest: 400,
  InvalidStorageClass: 400,
  InvalidToken: 400,
  InvalidURI: 400,
  KeyTooLongError: 400,
  MalformedTrailerError: 400,
  MalformedXML: 400,
  MaxMessageLengthExceeded: 400,
  MetadataTooLarge: 400,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  NoSuchVersion: 404,
  NotImplemented: 501,
  NotModified: 304,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  XAmzContentSHA256Mismatch: 400,
} as const;

export type S3ErrorCode = keyof typeof statuses;

/**
 * An answer that is an error, with the status that AWS gives it. `extras` become elements of the error document
 * beside Code and Message, in this order; `headers` go on the response.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly code: S3ErrorCode;
  readonly status: number;
  readonly extras: Record<string, string>;
  readonly headers: Record<string, string>;

  constructor(
    code: S3ErrorCode,
    message: string,
    extras: Record<string, string> = {},
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.code = code;
    this.status = statuses[code];
    this.extras = extras;
    this.headers = headers;
  }
}

export const noSuchBucket = (bucket: string) =>
  new S3Error('NoSuchBucket', 'There is no bucket of this name.', { BucketName: bucket });

export const noSuchKey = (key: string) =>
  new S3Error('NoSuchKey', 'There is no object with this key.', { Key: key });

export const noSuchUpload = (uploadId: string) =>
  new S3Error('NoSuchUpload', 'There is no such upload: it was completed or aborted, or never begun.', {
    UploadId: uploadId,
  });

export const preconditionFailed = (condition: string) =>
  new S3Error('PreconditionFailed', 'A condition of the request does not hold.', { Condition: condition });

export const malformedXml = (message = 'The XML is not well formed or not what this request takes.') =>
  new S3Error('MalformedXML', message);

export const invalidArgument = (name: string, value: string, message: string) =>
  new S3Error('InvalidArgument', message, { ArgumentName: name, ArgumentValue: value });

/** `name` is the header that asks for what this store cannot do, as AWS names it in its answer. */
export const notImplemented = (name?: string) =>
  new S3Error(
    'NotImplemented',
    'The request asks for something that this store does not do.',
    name === undefined ? {} : { Header: name },
  );
