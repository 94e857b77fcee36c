import { expect, it } from 'vitest';
import { columnCount, columnWidths, rowHeight } from './columns.ts';

it.each([
  [false, false, false],
  [false, true, false],
  [false, false, true],
  [false, true, true],
  [true, true, true],
])('narrow %s, versions %s, metadata %s: as many widths as columns', (narrow, versions, meta) => {
  const shown = { narrow, versions, meta };
  const widths = columnWidths(shown)
    .replaceAll(/minmax\(.*?\)/g, 'minmax')
    .split(' ');
  expect(widths).toHaveLength(columnCount(shown));
});

it.each([
  [false, false, 36],
  [false, true, 36],
  [true, false, 52],
  [true, true, 70],
])('narrow %s, metadata %s: %i px', (narrow, meta, height) => {
  expect(rowHeight({ narrow, meta, versions: false })).toBe(height);
});
