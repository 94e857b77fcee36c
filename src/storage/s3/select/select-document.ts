import type { SelectFormat, SelectInput } from '../../select-types.ts';
import { element, leaf, xmlDocument } from '../settings/xml-document.ts';

/**
 * The document of the call. `invalid-argument` where XML cannot carry a text of it, such as a delimiter U+0001.
 * API: SelectObjectContent.
 */
export function selectDocument(input: SelectInput): string {
  return xmlDocument(
    'SelectObjectContentRequest',
    leaf('Expression', input.expression),
    leaf('ExpressionType', 'SQL'),
    element('InputSerialization', leaf('CompressionType', compressionOf(input)), formatElement(input.input)),
    // Line ends are the default of both forms.
    element('OutputSerialization', element(input.output === 'json' ? 'JSON' : 'CSV')),
    element('RequestProgress', leaf('Enabled', true)),
    input.scanRange
      ? element('ScanRange', leaf('Start', input.scanRange.start), leaf('End', input.scanRange.end))
      : '',
  );
}

/** Parquet is compressed within: servers refuse any other word for it. */
const compressionOf = ({ input, compression = 'NONE' }: SelectInput) =>
  input.kind === 'parquet' ? 'NONE' : compression;

function formatElement(format: SelectFormat): string {
  switch (format.kind) {
    case 'json':
      return element('JSON', leaf('Type', format.type));
    case 'parquet':
      return element('Parquet');
    case 'csv':
      return element(
        'CSV',
        leaf('FileHeaderInfo', format.header),
        leaf('FieldDelimiter', format.fieldDelimiter),
        leaf('RecordDelimiter', format.recordDelimiter),
        leaf('QuoteCharacter', format.quote),
        leaf('QuoteEscapeCharacter', format.quoteEscape),
        leaf('Comments', format.comments),
        leaf('AllowQuotedRecordDelimiter', format.quotedRecordDelimiter),
      );
  }
}
