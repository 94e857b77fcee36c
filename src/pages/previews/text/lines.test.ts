import { expect, test } from 'vitest';
import { piecesOf, rowsOf } from './lines.ts';

test.each([
  ['', [[1, '']]],
  ['a', [[1, 'a']]],
  [
    'a\nb\r\nc\rd',
    [
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ],
  ],
  [
    'a\n\n',
    [
      [1, 'a'],
      [2, ''],
      [3, ''],
    ],
  ],
] as [string, [number, string][]][])('%j', (text, expected) => {
  expect(rowsOf(text).map(({ line, text: shown }) => [line, shown])).toEqual(expected);
});

test('a long line is several rows with one number, cut between characters', () => {
  const line = `${'x'.repeat(1_999)}😀${'y'.repeat(4_000)}`;
  const rows = rowsOf(`${line}\nend`);
  expect(rows.map((row) => row.line)).toEqual([1, undefined, undefined, undefined, 2]);
  expect(
    rows
      .slice(0, -1)
      .map((row) => row.text)
      .join(''),
  ).toBe(line);
  expect(rows[1]?.text.startsWith('😀')).toBe(true);
});

test('what hides or reorders shows; tabs and other scripts stay', () => {
  expect(piecesOf('a\tb\u202eif\u0000 مرحبا')).toEqual([
    { kind: 'text', text: 'a\tb' },
    { kind: 'mark', codePoint: 'U+202E' },
    { kind: 'text', text: 'if' },
    { kind: 'mark', codePoint: 'U+0000' },
    { kind: 'text', text: ' مرحبا' },
  ]);
  expect(piecesOf('')).toEqual([]);
});
