import { S3Error, type S3ErrorCode } from '../http/s3-error.ts';
import { divisionByZero } from './write-expression.ts';

/** What the engine calls its errors, which is all that it says of their kind. */
const kinds: [prefix: string, code: S3ErrorCode, message: string][] = [
  ['Conversion Error: ', 'CastFailed', 'A value cannot be converted to the type that is asked for.'],
  ['Out of Range Error: ', 'IntegerOverflow', 'A number is too large for its type.'],
  ['Out of Memory Error: ', 'ExternalEvalException', 'The query needs more memory than it may have.'],
  [`Invalid Input Error: ${divisionByZero}`, 'ExternalEvalException', 'The query divides by zero.'],
];

/** Errors of ours, not of what the engine reads. */
const ownErrors = /^(?:Binder|Catalog|Parser|Permission|INTERNAL) Error/;

/**
 * What a client is told of it. MinIO has one code for whatever goes wrong while a query runs.
 * @param readsFile whether the engine reads a Parquet file itself, and so may complain of it
 */
export function engineError(error: unknown, readsFile: boolean): unknown {
  if (!(error instanceof Error) || error instanceof S3Error) return error;
  const found = kinds.find(([prefix]) => error.message.startsWith(prefix));
  if (found !== undefined) return new S3Error(found[1], found[2]).orInMinio('InternalError');
  if (!readsFile || ownErrors.test(error.message)) return error;
  return new S3Error('ParquetParsingError', 'The object is no Parquet file, or it is damaged.');
}
