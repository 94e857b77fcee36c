import { StorageError, type StorageErrorCode } from '../../errors.ts';
import type { EventFrame } from './event-frames.ts';

/** Codes of the SQL parser and of what it carries out: whole families, by how they begin. */
const aboutQuery =
  /^(?:Parse(?!OutOfRange)|Lexer|Evaluator|Unsupported(?:Function|Sql|Syntax)|Cast|IncorrectSqlFunction|IllegalSqlFunction|InvalidCast|InvalidTableAlias|InvalidColumnIndex|InvalidKeyPath|InvalidDataType|ExternalEval|Expression|InvalidExpressionType|ValueParse|AmbiguousFieldName|MissingHeaders|LikeInvalid|IntegerOverflow|NumberFormat)/;

/** The object is not what the input options say. */
const aboutFormat = new Set([
  'CSVParsingError',
  'JSONParsingError',
  'ParquetParsingError',
  'ParquetUnsupportedCompressionCodec',
  'InvalidCompressionFormat',
  'InvalidDataSource',
  'InvalidTextEncoding',
  'OverMaxColumn',
  'OverMaxParquetBlockSize',
  'OverMaxRecordSize',
  'TruncatedInput',
]);

/** What Select has to say beside what every call has; undefined for the others. */
function selectCode(serviceCode: string | undefined): StorageErrorCode | undefined {
  if (serviceCode === undefined) return undefined;
  if (aboutFormat.has(serviceCode)) return 'wrong-format';
  return aboutQuery.test(serviceCode) ? 'query-refused' : undefined;
}

/** An answer that was refused before anything was streamed, in the words of Select. */
export function selectRefusal(error: unknown): unknown {
  if (!(error instanceof StorageError)) return error;
  const code = selectCode(error.serviceCode);
  if (code === undefined) return error;
  const { status, serviceCode, serviceMessage, requestId } = error;
  return new StorageError(code, { status, serviceCode, serviceMessage, requestId, cause: error });
}

const inFrames: Record<string, StorageErrorCode> = {
  AccessDenied: 'access-denied',
  NoSuchKey: 'no-such-key',
  SlowDown: 'too-busy',
  Busy: 'too-busy',
  ServiceUnavailable: 'too-busy',
};

/**
 * The error that ends a stream in place of its end. MinIO has one code, `InternalError`, for whatever goes wrong
 * while it reads: an unknown column, a cast, a damaged record. So it counts as the query's, not as the server's.
 */
export function errorOfFrame({ headers }: EventFrame): StorageError {
  const serviceCode = headers[':error-code'] ?? headers[':exception-type'] ?? '';
  const code = selectCode(serviceCode) ?? inFrames[serviceCode] ?? 'query-refused';
  return new StorageError(code, {
    serviceCode: serviceCode || undefined,
    serviceMessage: headers[':error-message'] || undefined,
    retryable: code === 'too-busy',
  });
}
