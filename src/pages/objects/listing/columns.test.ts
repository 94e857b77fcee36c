import { expect, it } from 'vitest';
import { columnCount, columnWidths, rowHeight } from './columns.ts';

it.each([
  [false, false, false, true],
  [false, true, false, true],
  [false, false, true, true],
  [false, true, true, true],
  [false, false, false, false],
  [true, true, true, true],
])(
  'narrow %s, versions %s, metadata %s, class %s: as many widths as columns',
  (narrow, versions, meta, storageClass) => {
    const shown = { narrow, versions, meta, storageClass };
    const widths = columnWidths(shown)
      .replaceAll(/minmax\(.*?\)/g, 'minmax')
      .split(' ');
    expect(widths).toHaveLength(columnCount(shown));
  },
);

it.each([
  [false, false, 36],
  [false, true, 36],
  [true, false, 52],
  [true, true, 70],
])('narrow %s, metadata %s: %i px', (narrow, meta, height) => {
  expect(rowHeight({ narrow, meta })).toBe(height);
});
