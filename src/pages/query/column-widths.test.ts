import { expect, it } from 'vitest';
import { columnWidths } from './column-widths.ts';

it('are by the longest text, within limits', () => {
  const lines = [`{"id":1,"name":"a somewhat longer text","long":"${'x'.repeat(500)}"}`, '{"id":22}'];
  const columns = ['id', 'name', 'long', 'a rather long name of a column'].map((name) => ({ name, turn: 0 }));
  const widths = columnWidths(columns, lines.length, (index) => lines[index] ?? '');
  expect(widths).toEqual([72, 185, 340, 281]);
});

it('give wide characters room', () => {
  const [wide, narrow] = ['数量数量数量数量', 'abcdefgh'].map(
    (name) => columnWidths([{ name, turn: 0 }], 0, () => '')[0],
  );
  expect(wide).toBeGreaterThan(narrow ?? 0);
});
