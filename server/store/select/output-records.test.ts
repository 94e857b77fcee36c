import { describe, expect, it } from 'vitest';
import { recordWriter } from './output-records.ts';
import type { RowShape } from './row-shape.ts';
import type { OutputFormat } from './select-request.ts';
import type { OutputColumn } from './translate.ts';

const csv: OutputFormat = {
  kind: 'csv',
  fieldDelimiter: ',',
  recordDelimiter: '\n',
  quote: '"',
  quoteEscape: '"',
  quoteFields: 'ASNEEDED',
};
const json: OutputFormat = { kind: 'json', recordDelimiter: '\n' };
const rows: RowShape = { kind: 'csv', headers: ['a', 'b'] };
const document: RowShape = { kind: 'json', path: [] };

const column = (name: string, rest: Partial<OutputColumn> = {}): OutputColumn => ({
  name,
  nullIs: 'missing',
  isNumber: false,
  ...rest,
});

describe('a selected row', () => {
  it.each<{
    name: string;
    format: OutputFormat;
    columns: OutputColumn[];
    row: (string | null)[];
    text: string;
  }>([
    { name: 'fields', format: csv, columns: [column('a'), column('b')], row: ['x', null], text: 'x,\n' },
    {
      name: 'quotes where needed',
      format: csv,
      columns: [column('a'), column('b')],
      row: ['a,b', 'c"d'],
      text: '"a,b","c""d"\n',
    },
    { name: 'a line feed in quotes', format: csv, columns: [column('a')], row: ['a\nb'], text: '"a\nb"\n' },
    {
      name: 'quotes always',
      format: { ...csv, quoteFields: 'ALWAYS' },
      columns: [column('a')],
      row: ['x'],
      text: '"x"\n',
    },
    {
      name: 'no quotes at all',
      format: { ...csv, quote: '' },
      columns: [column('a')],
      row: ['a,"b'],
      text: 'a,"b\n',
    },
    {
      name: 'an escape of its own',
      format: { ...csv, quoteEscape: '\\' },
      columns: [column('a')],
      row: ['a"b\\,'],
      text: '"a\\"b\\\\,"\n',
    },
    {
      name: 'members',
      format: json,
      columns: [column('a'), column('b "c"', { isNumber: true })],
      row: ['"x"', '1.5'],
      text: '{"a":"x","b \\"c\\"":1.5}\n',
    },
    {
      name: 'what is missing and what is null',
      format: { ...json, recordDelimiter: ';' },
      columns: [column('a'), column('b', { nullIs: 'null' })],
      row: [null, null],
      text: '{"b":null};',
    },
    {
      name: 'no infinity',
      format: json,
      columns: [column('a', { isNumber: true })],
      row: ['inf'],
      text: '{"a":null}\n',
    },
  ])('has $name', ({ format, columns, row, text }) => {
    expect(recordWriter(format, columns, rows)(row)).toBe(text);
  });
});

describe('a whole record', () => {
  it.each<{ format: OutputFormat; shape: RowShape; record: string | null; text: string }>([
    { format: csv, shape: rows, record: '["x","y z"]', text: 'x,y z\n' },
    { format: json, shape: rows, record: '["x","y","z"]', text: '{"a":"x","b":"y","_3":"z"}\n' },
    { format: json, shape: { kind: 'csv', headers: undefined }, record: '["x"]', text: '{"_1":"x"}\n' },
    { format: json, shape: document, record: '{"a":1.50}', text: '{"a":1.50}\n' },
    { format: json, shape: document, record: '[1]', text: '{"_1":[1]}\n' },
    { format: json, shape: document, record: null, text: '{}\n' },
    {
      format: csv,
      shape: document,
      record: '{"a":"x","b":1.50,"c":null,"d":{"e":[1]}}',
      text: 'x,1.50,,"{""e"":[1]}"\n',
    },
    { format: csv, shape: document, record: null, text: '\n' },
  ])('$record of $shape.kind as $format.kind', ({ format, shape, record, text }) => {
    expect(recordWriter(format, undefined, shape)([record])).toBe(text);
  });

  it('has at most 1 MB', () => {
    const write = recordWriter(csv, [column('a')], rows);
    expect(() => write(['x'.repeat(1024 * 1024 + 1)])).toThrow(
      expect.objectContaining({ code: 'OverMaxRecordSize' }),
    );
  });
});
