import { describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import { readSelectRequest } from './select-request.ts';

interface Parts {
  root?: string;
  expression?: string;
  type?: string;
  input?: string;
  output?: string;
  rest?: string;
}

const documentOf = ({
  root = 'SelectObjectContentRequest',
  expression = '<Expression>select 1</Expression>',
  type = '<ExpressionType>SQL</ExpressionType>',
  input = '<CSV/>',
  output = '<CSV/>',
  rest = '',
}: Parts) =>
  Buffer.from(
    `<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${expression}${type}` +
      `<InputSerialization>${input}</InputSerialization>` +
      `<OutputSerialization>${output}</OutputSerialization>${rest}</${root}>`,
  );

const read = (parts: Parts, profile: Profile = 'aws') => readSelectRequest(documentOf(parts), profile);

describe('a request', () => {
  it('has what is usual where nothing is said', () => {
    expect(read({ output: '<JSON/>' })).toEqual({
      expression: 'select 1',
      compression: 'NONE',
      input: {
        kind: 'csv',
        header: 'NONE',
        csv: {
          fieldDelimiter: ',',
          recordDelimiter: '\n',
          quote: '"',
          quoteEscape: '"',
          comment: '#',
          allowQuotedRecordDelimiter: false,
        },
      },
      output: { kind: 'json', recordDelimiter: '\n' },
      wantsProgress: false,
      scanRange: undefined,
    });
  });

  it('has what it says', () => {
    const signs =
      '<FieldDelimiter>;</FieldDelimiter><RecordDelimiter>&#13;&#10;</RecordDelimiter>' +
      "<QuoteCharacter>'</QuoteCharacter><QuoteEscapeCharacter>\\</QuoteEscapeCharacter>";
    const request = read({
      root: 'SelectRequest',
      input: `<CompressionType>NONE</CompressionType><CSV><FileHeaderInfo>Use</FileHeaderInfo>${signs}
        <Comments></Comments><AllowQuotedRecordDelimiter>TRUE</AllowQuotedRecordDelimiter></CSV>`,
      output: `<CSV>${signs}<QuoteFields>ALWAYS</QuoteFields></CSV>`,
      rest: `<RequestProgress><Enabled>true</Enabled></RequestProgress>
        <ScanRange><Start>1</Start><End>9</End></ScanRange>`,
    });
    const said = { fieldDelimiter: ';', recordDelimiter: '\r\n', quote: "'", quoteEscape: '\\' };
    expect(request).toMatchObject({
      input: { header: 'USE', csv: { ...said, comment: '', allowQuotedRecordDelimiter: true } },
      output: { kind: 'csv', ...said, quoteFields: 'ALWAYS' },
      wantsProgress: true,
      scanRange: { start: 1, end: 9 },
    });
  });

  it.each([
    { input: '<JSON><Type>LINES</Type></JSON>', format: { kind: 'json', type: 'LINES' } },
    { input: '<JSON><Type>DOCUMENT</Type></JSON>', format: { kind: 'json', type: 'DOCUMENT' } },
    { input: '<Parquet/>', format: { kind: 'parquet' } },
  ])('reads $input', ({ input, format }) => {
    expect(read({ input }).input).toEqual(format);
  });

  const json = '<JSON><Type>LINES</Type></JSON>';
  const range = '<ScanRange><Start>0</Start><End>1</End></ScanRange>';

  it.each<{ parts: Parts; code: string; inMinio?: string }>([
    { parts: { root: 'Other' }, code: 'MalformedXML', inMinio: 'InternalError' },
    { parts: { expression: '' }, code: 'MissingRequiredParameter' },
    { parts: { type: '' }, code: 'MissingRequiredParameter' },
    { parts: { type: '<ExpressionType>XPATH</ExpressionType>' }, code: 'InvalidExpressionType' },
    { parts: { input: '' }, code: 'MissingRequiredParameter' },
    { parts: { output: '' }, code: 'MissingRequiredParameter' },
    { parts: { input: `<CSV/>${json}` }, code: 'ObjectSerializationConflict' },
    { parts: { output: '<CSV/><JSON/>' }, code: 'ObjectSerializationConflict' },
    {
      parts: { input: '<CompressionType>ZIP</CompressionType><CSV/>' },
      code: 'InvalidCompressionFormat',
      inMinio: 'MalformedXML',
    },
    {
      parts: { input: '<CSV><FileHeaderInfo>MAYBE</FileHeaderInfo></CSV>' },
      code: 'InvalidFileHeaderInfo',
      inMinio: 'MalformedXML',
    },
    { parts: { input: '<JSON><Type>TREE</Type></JSON>' }, code: 'InvalidJsonType', inMinio: 'MalformedXML' },
    { parts: { input: '<JSON/>' }, code: 'MissingRequiredParameter' },
    {
      parts: { output: '<CSV><QuoteFields>NEVER</QuoteFields></CSV>' },
      code: 'InvalidQuoteFields',
      inMinio: 'MalformedXML',
    },
    { parts: { input: '<CSV><FieldDelimiter>abc</FieldDelimiter></CSV>' }, code: 'InvalidRequestParameter' },
    { parts: { input: '<CSV><QuoteCharacter>ab</QuoteCharacter></CSV>' }, code: 'InvalidRequestParameter' },
    {
      parts: { input: '<CompressionType>GZIP</CompressionType><Parquet/>' },
      code: 'InvalidRequestParameter',
    },
    { parts: { rest: '<ScanRange><Start>5</Start><End>1</End></ScanRange>' }, code: 'InvalidScanRange' },
    { parts: { rest: '<ScanRange><Start>-5</Start></ScanRange>' }, code: 'InvalidScanRange' },
    {
      parts: { input: '<Parquet/>', rest: range },
      code: 'UnsupportedScanRangeInput',
      inMinio: 'InternalError',
    },
    {
      parts: { input: '<JSON><Type>DOCUMENT</Type></JSON>', rest: range },
      code: 'UnsupportedScanRangeInput',
    },
    {
      parts: { input: '<CompressionType>GZIP</CompressionType><CSV/>', rest: range },
      code: 'UnsupportedScanRangeInput',
    },
    {
      parts: { expression: `<Expression>${' '.repeat(256 * 1024 + 1)}</Expression>` },
      code: 'ExpressionTooLong',
    },
  ])('is refused as $code', ({ parts, code, inMinio }) => {
    expect(() => read(parts)).toThrow(
      expect.objectContaining({
        code,
        inMinio: inMinio === undefined ? undefined : expect.objectContaining({ code: inMinio }),
      }),
    );
  });

  it('may be more in MinIO', () => {
    const quotes = '<CSV><QuoteFields>NEVER</QuoteFields></CSV>';
    expect(read({ output: quotes }, 'minio').output).toMatchObject({ quoteFields: 'ASNEEDED' });
    const expression = `<Expression>${' '.repeat(320_000)}</Expression>`;
    expect(read({ expression }, 'minio').expression).toHaveLength(320_000);
  });

  it('is not empty', () => {
    expect(() => readSelectRequest(Buffer.alloc(0), 'aws')).toThrow(
      expect.objectContaining({
        code: 'EmptyRequestBody',
        inMinio: expect.objectContaining({ status: 500 }),
      }),
    );
  });
});
