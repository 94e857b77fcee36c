import type { Profile } from '../http/call.ts';
import { S3Error, type S3ErrorCode } from '../http/s3-error.ts';
import { readXml, type XmlElement } from '../xml/read-xml.ts';
import type { CsvInput } from './csv-records.ts';
import type { CompressionType } from './input-bytes.ts';
import { delimiterOf, mark, readFlag, readOffset, readWord } from './request-values.ts';

export type InputFormat =
  | { kind: 'csv'; csv: CsvInput; header: 'NONE' | 'USE' | 'IGNORE' }
  | { kind: 'json'; type: 'DOCUMENT' | 'LINES' }
  | { kind: 'parquet' };

export type OutputFormat =
  | {
      kind: 'csv';
      fieldDelimiter: string;
      recordDelimiter: string;
      quote: string;
      quoteEscape: string;
      quoteFields: 'ALWAYS' | 'ASNEEDED';
    }
  | { kind: 'json'; recordDelimiter: string };

export interface SelectRequest {
  expression: string;
  compression: CompressionType;
  input: InputFormat;
  output: OutputFormat;
  wantsProgress: boolean;
  /** In bytes, `end` included. Without a start: the last `end` bytes. */
  scanRange: { start: number | undefined; end: number | undefined } | undefined;
}

/** AWS's limit, and one for MinIO, which has none that is known. In bytes. */
const maxExpressionBytes = { aws: 256 * 1024, minio: 1024 * 1024 };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_SelectObjectContent.html */
export function readSelectRequest(document: Buffer, profile: Profile): SelectRequest {
  const root = readRoot(document);
  const expression = required(root, 'Expression').text();
  if (Buffer.byteLength(expression) > maxExpressionBytes[profile]) {
    throw new S3Error('ExpressionTooLong', 'The expression is longer than is allowed.');
  }
  if (required(root, 'ExpressionType').text().trim().toUpperCase() !== 'SQL') {
    throw new S3Error('InvalidExpressionType', 'ExpressionType is SQL.');
  }
  const inputElement = required(root, 'InputSerialization');
  const request: SelectRequest = {
    expression,
    compression: readWord(
      inputElement,
      'CompressionType',
      ['NONE', 'GZIP', 'BZIP2'],
      'InvalidCompressionFormat',
    ),
    input: readInput(inputElement, profile),
    output: readOutput(required(root, 'OutputSerialization'), profile),
    wantsProgress: readFlag(root.child('RequestProgress'), 'Enabled'),
    scanRange: readScanRange(root.child('ScanRange')),
  };
  checkTogether(request);
  return request;
}

function readRoot(document: Buffer): XmlElement {
  try {
    if (document.length === 0) throw new S3Error('EmptyRequestBody', 'The request needs a document.');
    // MinIO takes an older name of the root, too.
    const isOld = /<(?:[\w.-]+:)?SelectRequest[\s>]/.test(document.toString('utf8'));
    return readXml(document, isOld ? 'SelectRequest' : 'SelectObjectContentRequest');
  } catch (error) {
    throw error instanceof S3Error ? error.orInMinio('InternalError') : error;
  }
}

function readInput(element: XmlElement, profile: Profile): InputFormat {
  const format = onlyFormat(element, ['CSV', 'JSON', 'Parquet']);
  if (format.name === 'CSV') return readCsvInput(format.element, profile);
  if (format.name === 'Parquet') return { kind: 'parquet' };
  if (format.element.child('Type') === undefined) throw missing('Type');
  return { kind: 'json', type: readWord(format.element, 'Type', ['DOCUMENT', 'LINES'], 'InvalidJsonType') };
}

function readCsvInput(element: XmlElement, profile: Profile): InputFormat {
  const csv: CsvInput = {
    fieldDelimiter: delimiterOf(element, 'FieldDelimiter', ','),
    recordDelimiter: delimiterOf(element, 'RecordDelimiter', '\n'),
    quote: mark(element, 'QuoteCharacter', '"'),
    quoteEscape: mark(element, 'QuoteEscapeCharacter', '"'),
    comment: mark(element, 'Comments', '#'),
    // MinIO does not ask for it to be allowed.
    allowQuotedRecordDelimiter: profile === 'minio' || readFlag(element, 'AllowQuotedRecordDelimiter'),
  };
  const header = readWord(element, 'FileHeaderInfo', ['NONE', 'USE', 'IGNORE'], 'InvalidFileHeaderInfo');
  return { kind: 'csv', csv, header };
}

function readOutput(element: XmlElement, profile: Profile): OutputFormat {
  const format = onlyFormat(element, ['CSV', 'JSON']);
  const recordDelimiter = delimiterOf(format.element, 'RecordDelimiter', '\n');
  if (format.name === 'JSON') return { kind: 'json', recordDelimiter };
  return {
    kind: 'csv',
    recordDelimiter,
    fieldDelimiter: delimiterOf(format.element, 'FieldDelimiter', ','),
    quote: mark(format.element, 'QuoteCharacter', '"'),
    quoteEscape: mark(format.element, 'QuoteEscapeCharacter', '"'),
    quoteFields: readQuoteFields(format.element, profile),
  };
}

function readQuoteFields(element: XmlElement, profile: Profile): 'ALWAYS' | 'ASNEEDED' {
  try {
    return readWord(element, 'QuoteFields', ['ASNEEDED', 'ALWAYS'], 'InvalidQuoteFields');
  } catch (error) {
    if (profile === 'minio') return 'ASNEEDED';
    throw error;
  }
}

function readScanRange(element: XmlElement | undefined): SelectRequest['scanRange'] {
  if (element === undefined) return undefined;
  const [start, end] = [readOffset(element, 'Start'), readOffset(element, 'End')];
  if (start === undefined && end === undefined) return undefined;
  if (start !== undefined && end !== undefined && start > end) {
    throw new S3Error('InvalidScanRange', 'The scan range ends before it begins.');
  }
  return { start, end };
}

/** What is right by itself and yet not in this company. */
function checkTogether({ compression, input, scanRange }: SelectRequest): void {
  if (input.kind === 'parquet' && compression !== 'NONE') {
    throw new S3Error('InvalidRequestParameter', 'A Parquet file is compressed within, not as a whole.');
  }
  if (scanRange === undefined) return;
  const isWhole = input.kind === 'parquet' || (input.kind === 'json' && input.type === 'DOCUMENT');
  if (isWhole || compression !== 'NONE') {
    const error = new S3Error(
      'UnsupportedScanRangeInput',
      'Only CSV and JSON lines without compression have ranges.',
    );
    throw input.kind === 'parquet' ? error.orInMinio('InternalError') : error;
  }
}

function onlyFormat(parent: XmlElement, names: readonly string[]): { name: string; element: XmlElement } {
  const found = names.flatMap((name) => parent.children(name).map((element) => ({ name, element })));
  const [only] = found;
  if (only === undefined) throw missing(names.join(' or '));
  if (found.length > 1) {
    throw new S3Error('ObjectSerializationConflict', `Only one of ${names.join(', ')} can be there.`);
  }
  return only;
}

function required(parent: XmlElement, name: string): XmlElement {
  const found = parent.child(name);
  if (found === undefined) throw missing(name);
  return found;
}

function missing(name: string, code: S3ErrorCode = 'MissingRequiredParameter'): S3Error {
  return new S3Error(code, `The request has no ${name}.`);
}
