import { describe, expect, it } from 'vitest';
import type { SelectInput } from '../../select-types.ts';
import { selectDocument } from './select-document.ts';

const input: SelectInput = {
  bucket: 'b',
  key: 'k',
  expression: "select * from S3Object s where s.a < 3 & '&'",
  input: { kind: 'json', type: 'LINES' },
  output: 'json',
};
const inside = (document: string, name: string) =>
  new RegExp(`<${name}>(.*)</${name}>`, 's').exec(document)?.[1];

describe('the document of a query', () => {
  it('holds the expression, and asks for progress', () => {
    expect(selectDocument(input)).toBe(
      '<SelectObjectContentRequest xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
        "<Expression>select * from S3Object s where s.a &#60; 3 &#38; '&#38;'</Expression>" +
        '<ExpressionType>SQL</ExpressionType>' +
        '<InputSerialization><CompressionType>NONE</CompressionType><JSON><Type>LINES</Type></JSON></InputSerialization>' +
        '<OutputSerialization><JSON></JSON></OutputSerialization>' +
        '<RequestProgress><Enabled>true</Enabled></RequestProgress></SelectObjectContentRequest>',
    );
  });

  it.each<[string, Partial<SelectInput>, string]>([
    [
      'CSV with all of it',
      {
        input: {
          kind: 'csv',
          header: 'USE',
          fieldDelimiter: '\t',
          recordDelimiter: '\r\n',
          quote: "'",
          quoteEscape: '\\',
          comments: '#',
          quotedRecordDelimiter: true,
        },
        compression: 'GZIP',
      },
      '<CompressionType>GZIP</CompressionType><CSV><FileHeaderInfo>USE</FileHeaderInfo>' +
        "<FieldDelimiter>\t</FieldDelimiter><RecordDelimiter>&#13;\n</RecordDelimiter><QuoteCharacter>'</QuoteCharacter>" +
        '<QuoteEscapeCharacter>\\</QuoteEscapeCharacter><Comments>#</Comments>' +
        '<AllowQuotedRecordDelimiter>true</AllowQuotedRecordDelimiter></CSV>',
    ],
    [
      'CSV with the server’s defaults',
      { input: { kind: 'csv', header: 'NONE' } },
      '<CompressionType>NONE</CompressionType><CSV><FileHeaderInfo>NONE</FileHeaderInfo></CSV>',
    ],
    [
      'a JSON document',
      { input: { kind: 'json', type: 'DOCUMENT' }, compression: 'BZIP2' },
      '<CompressionType>BZIP2</CompressionType><JSON><Type>DOCUMENT</Type></JSON>',
    ],
    [
      'Parquet, which has no compression as a whole',
      { input: { kind: 'parquet' }, compression: 'GZIP' },
      '<CompressionType>NONE</CompressionType><Parquet></Parquet>',
    ],
  ])('reads %s', (_, changes, expected) => {
    expect(inside(selectDocument({ ...input, ...changes }), 'InputSerialization')).toBe(expected);
  });

  it('asks for CSV, and for a range', () => {
    const document = selectDocument({ ...input, output: 'csv', scanRange: { start: 0, end: 1023 } });
    expect(inside(document, 'OutputSerialization')).toBe('<CSV></CSV>');
    expect(inside(document, 'ScanRange')).toBe('<Start>0</Start><End>1023</End>');
  });

  it.each([
    ['a delimiter', { input: { kind: 'csv', header: 'USE', fieldDelimiter: '\u0001' } as const }],
    ['an expression', { expression: 'select \ud800' }],
  ])('cannot carry %s that XML has no way to write', (_, changes) => {
    expect(() => selectDocument({ ...input, ...changes })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });
});
