import { describe, expect, test } from 'vitest';
import { guessDelimiter, parseDelimited } from './parse-delimited.ts';

describe('rows', () => {
  test.each<[string, string[][]]>([
    ['', []],
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['"a,b","say ""hi"""', [['a,b', 'say "hi"']]],
    ['"two\nlines",x', [['two\nlines', 'x']]],
    [
      'a,\n,b',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['a,', [['a', '']]],
    ['"never closed, b\nc', [['never closed, b\nc']]],
    ['5" disk,x', [['5" disk', 'x']]],
    ['"a"b,c', [['ab', 'c']]],
    ['\n\na', [[''], [''], ['a']]],
    ['=cmd|calc,<script>', [['=cmd|calc', '<script>']]],
  ])('%j', (text, rows) => {
    expect(parseDelimited(text, ',')).toEqual(rows);
  });

  test('no more than were asked for', () => {
    expect(parseDelimited('a\nb\nc', ',', { limit: 2 })).toEqual([['a'], ['b']]);
  });
});

test.each([
  ['a,b\n1,2', ','],
  ['a\tb,c\n1\t2,3', '\t'],
  ['name;price\nx;1,50\ny;2,75', ';'],
  ['a|b|c\n1|2|3', '|'],
  ['only one column\nand another', ','],
  ['', ','],
])('%j is parted by %j', (text, delimiter) => {
  expect(guessDelimiter(text)).toBe(delimiter);
});
