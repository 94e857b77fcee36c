import { describe, expect, it } from 'vitest';
import { type CsvInput, CsvRecordReader } from './csv-records.ts';

const usual: CsvInput = {
  fieldDelimiter: ',',
  recordDelimiter: '\n',
  quote: '"',
  quoteEscape: '"',
  comment: '#',
  allowQuotedRecordDelimiter: false,
};

function read(text: string, options: Partial<CsvInput>, size: number): string[][] {
  const reader = new CsvRecordReader({ ...usual, ...options });
  const records: string[][] = [];
  for (let at = 0; at < text.length; at += size) records.push(...reader.push(text.slice(at, at + size)));
  records.push(...reader.end());
  return records;
}

describe('CSV', () => {
  it.each<{ name: string; text: string; options?: Partial<CsvInput>; records: string[][] }>([
    {
      name: 'plain records',
      text: 'a,b\nc,d\n',
      records: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
    { name: 'a last record without its end', text: 'a,b\nc', records: [['a', 'b'], ['c']] },
    { name: 'empty fields', text: ',\n', records: [['', '']] },
    { name: 'no empty lines', text: '\n\na\n\n', records: [['a']] },
    { name: 'an empty field in quotes', text: '""\n', records: [['']] },
    { name: 'records of different lengths', text: 'a\nb,c,d\n', records: [['a'], ['b', 'c', 'd']] },
    { name: 'line ends of Windows', text: 'a,b\r\n"c"\r\n', records: [['a', 'b'], ['c']] },
    { name: 'quotes', text: '"a,b","say ""x"""\n', records: [['a,b', 'say "x"']] },
    { name: 'text behind quotes', text: '"a"b,c"d"\n', records: [['ab', 'c"d"']] },
    { name: 'comments', text: '#no,1\na#b\n# end', records: [['a#b']] },
    { name: 'no comments', text: '#a\n', options: { comment: '' }, records: [['#a']] },
    {
      name: 'an escape that is no quote',
      text: '"a\\"b\\\\",c\\d\n',
      options: { quoteEscape: '\\' },
      records: [['a"b\\', 'c\\d']],
    },
    { name: 'no quotes at all', text: '"a,b"\n', options: { quote: '' }, records: [['"a', 'b"']] },
    {
      name: 'a quoted line feed that is allowed',
      text: '"a\nb",c\n',
      options: { allowQuotedRecordDelimiter: true },
      records: [['a\nb', 'c']],
    },
    {
      name: 'delimiters of two characters',
      text: "'a::b'::c;;d::e;;",
      options: { fieldDelimiter: '::', recordDelimiter: ';;', quote: "'", quoteEscape: "'" },
      records: [
        ['a::b', 'c'],
        ['d', 'e'],
      ],
    },
    {
      name: 'a line feed where records end otherwise',
      text: 'a,b\r\nc|d|',
      options: { recordDelimiter: '|' },
      records: [['a', 'b\r\nc'], ['d']],
    },
  ])('has $name', ({ text, options = {}, records }) => {
    for (const size of [1, 2, 3, 1000]) expect(read(text, options, size)).toEqual(records);
  });

  it.each([
    { name: 'a quote that is never closed', text: '"a', code: 'CSVParsingError' },
    { name: 'a quoted line feed', text: '"a\nb"\n', code: 'CSVEscapingRecordDelimiter' },
    { name: 'a record of more than 1 MB', text: 'x'.repeat(1024 * 1024 + 1), code: 'OverMaxRecordSize' },
  ])('has no $name', ({ text, code }) => {
    expect(() => read(text, {}, 100_000)).toThrow(expect.objectContaining({ code }));
  });
});
