const statuses = {
  AccessControlListNotSupported: 400,
  AccessDenied: 403,
  AccessForbidden: 403,
  AmbiguousFieldName: 400,
  AuthorizationHeaderMalformed: 400,
  AuthorizationQueryParametersError: 400,
  BadDigest: 400,
  BadRequest: 400,
  BucketAlreadyOwnedByYou: 409,
  BucketNotEmpty: 409,
  Busy: 503,
  CSVEscapingRecordDelimiter: 400,
  CSVParsingError: 400,
  CastFailed: 400,
  EmptyRequestBody: 400,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  EvaluatorBindingDoesNotExist: 400,
  EvaluatorInvalidArguments: 400,
  EvaluatorLikePatternInvalidEscapeSequence: 400,
  EvaluatorNegativeLimit: 400,
  ExpiredToken: 400,
  ExpressionTooLong: 400,
  ExternalEvalException: 400,
  IllegalVersioningConfigurationException: 400,
  IncompleteBody: 400,
  IncorrectSqlFunctionArgumentType: 400,
  IntegerOverflow: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidBucketState: 409,
  InvalidChunkSizeError: 403,
  InvalidColumnIndex: 400,
  InvalidCompressionFormat: 400,
  InvalidDataSource: 400,
  InvalidDigest: 400,
  InvalidEncryptionAlgorithmError: 400,
  InvalidExpressionType: 400,
  InvalidFileHeaderInfo: 400,
  InvalidJsonType: 400,
  InvalidObjectState: 403,
  InvalidPart: 400,
  InvalidPartNumber: 416,
  InvalidPartOrder: 400,
  InvalidPolicyDocument: 400,
  InvalidQuoteFields: 400,
  InvalidRange: 416,
  InvalidRequest: 400,
  InvalidRequestParameter: 400,
  InvalidRetentionPeriod: 400,
  InvalidScanRange: 400,
  InvalidStorageClass: 400,
  InvalidTag: 400,
  InvalidTextEncoding: 400,
  InvalidToken: 400,
  InvalidTokenId: 403,
  InvalidURI: 400,
  JSONParsingError: 400,
  KeyTooLongError: 400,
  LexerInvalidChar: 400,
  LexerInvalidLiteral: 400,
  LexerInvalidOperator: 400,
  MalformedPOSTRequest: 400,
  MalformedPolicy: 400,
  MalformedTrailerError: 400,
  MalformedXML: 400,
  MaxMessageLengthExceeded: 400,
  MaxOperatorsExceeded: 400,
  MaxPostPreDataLengthExceeded: 400,
  MetadataTooLarge: 400,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  MissingContentMD5: 400,
  MissingHeaders: 400,
  MissingRequiredParameter: 400,
  MissingSecurityHeader: 400,
  NoSuchBucket: 404,
  NoSuchBucketPolicy: 404,
  NoSuchCORSConfiguration: 404,
  NoSuchConfiguration: 404,
  NoSuchKey: 404,
  NoSuchLifecycleConfiguration: 404,
  NoSuchObjectLockConfiguration: 404,
  NoSuchPublicAccessBlockConfiguration: 404,
  NoSuchTagSet: 404,
  NoSuchUpload: 404,
  NoSuchVersion: 404,
  NoSuchWebsiteConfiguration: 404,
  NotImplemented: 501,
  NotModified: 304,
  ObjectLockConfigurationNotFoundError: 404,
  ObjectSerializationConflict: 400,
  OverMaxRecordSize: 400,
  ParquetParsingError: 400,
  ParseAsteriskIsNotAloneInSelectList: 400,
  ParseEmptySelect: 400,
  ParseExpectedDatePart: 400,
  ParseExpectedIdentForAlias: 400,
  ParseExpectedKeyword: 400,
  ParseExpectedNumber: 400,
  ParseExpectedTokenType: 400,
  ParseExpectedTypeName: 400,
  ParseInvalidPathComponent: 400,
  ParseInvalidTypeParam: 400,
  ParseMalformedJoin: 400,
  ParseNonUnaryAgregateFunctionCall: 400,
  ParseSelectFailure: 400,
  ParseSelectMissingFrom: 400,
  ParseUnexpectedToken: 400,
  ParseUnsupportedCallWithStar: 400,
  ParseUnsupportedSelect: 400,
  ParseUnsupportedSyntax: 400,
  PolicyTooLarge: 400,
  PostPolicyInvalidKeyName: 403,
  PreconditionFailed: 412,
  ReplicationConfigurationNotFoundError: 404,
  ReplicationDestinationMissingLockError: 400,
  RequestTimeTooSkewed: 403,
  ServerSideEncryptionConfigurationNotFoundError: 404,
  SignatureDoesNotMatch: 403,
  TruncatedInput: 400,
  UnsupportedFunction: 400,
  UnsupportedNotification: 400,
  UnsupportedRangeHeader: 400,
  UnsupportedScanRangeInput: 400,
  UnsupportedSqlStructure: 400,
  ValueParseFailure: 400,
  XAmzContentSHA256Mismatch: 400,
  XMinioAdminInvalidArgument: 400,
  XMinioAdminRemoteArnInvalid: 400,
  XMinioAdminRemoteTargetNotFoundError: 404,
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
  /** What MinIO answers instead, where it differs. */
  inMinio: MinioVariant | undefined;

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

  /** `new S3Error('AccessDenied', …).orInMinio('InvalidRequest')`: the status is that code's, too. */
  orInMinio(code: S3ErrorCode, message: string = this.message, status: number = statuses[code]): this {
    this.inMinio = { code, message, status };
    return this;
  }
}

interface MinioVariant {
  code: S3ErrorCode;
  message: string;
  status: number;
}

export const noSuchBucket = (bucket: string) =>
  new S3Error('NoSuchBucket', 'There is no bucket of this name.', { BucketName: bucket });

export const noSuchKey = (key: string, headers: Record<string, string> = {}) =>
  new S3Error('NoSuchKey', 'There is no object with this key.', { Key: key }, headers);

export const noSuchVersion = (key: string, versionId: string) =>
  new S3Error('NoSuchVersion', 'The key has no version with this id.', { Key: key, VersionId: versionId });

export const methodNotAllowed = (resourceType: string, headers: Record<string, string> = {}) =>
  new S3Error(
    'MethodNotAllowed',
    'This method does not go with what was asked for.',
    { ResourceType: resourceType },
    headers,
  );

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
