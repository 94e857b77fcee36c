import type { Act } from '../../../storage/index.ts';
import { element, escapeXml } from './documents.ts';

type SelectAct = Extract<Act, { kind: 'select' }>;

/** API: SelectObjectContent. */
export function selectDocument({ expression, input, compression, output, scanRange }: SelectAct): string {
  return element(
    'SelectObjectContentRequest',
    element('Expression', escapeXml(expression)),
    element('ExpressionType', 'SQL'),
    element(
      'InputSerialization',
      ...(compression ? [element('CompressionType', compression)] : []),
      inputElement(input),
    ),
    element('OutputSerialization', output === 'csv' ? element('CSV') : element('JSON')),
    ...(scanRange
      ? [element('ScanRange', element('Start', `${scanRange.start}`), element('End', `${scanRange.end}`))]
      : []),
  );
}

function inputElement(input: SelectAct['input']): string {
  switch (input.kind) {
    case 'parquet':
      return element('Parquet');
    case 'json':
      return element('JSON', element('Type', input.type));
    case 'csv':
      return element('CSV', ...csvFields(input).map(([name, value]) => element(name, escapeXml(value))));
  }
}

/** Names are those of the API, and of every client that follows it. */
export function csvFields(input: Extract<SelectAct['input'], { kind: 'csv' }>): [string, string][] {
  const fields: [string, string | undefined][] = [
    ['FileHeaderInfo', input.header],
    ['Comments', input.comments],
    ['QuoteEscapeCharacter', input.quoteEscape],
    ['RecordDelimiter', input.recordDelimiter],
    ['FieldDelimiter', input.fieldDelimiter],
    ['QuoteCharacter', input.quote],
    [
      'AllowQuotedRecordDelimiter',
      input.quotedRecordDelimiter === undefined ? undefined : `${input.quotedRecordDelimiter}`,
    ],
  ];
  return fields.filter((field): field is [string, string] => field[1] !== undefined);
}
