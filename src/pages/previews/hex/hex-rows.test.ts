import { expect, test } from 'vitest';
import { hexRows } from './hex-rows.ts';

test('rows of sixteen bytes with their offsets and what is ASCII', () => {
  const bytes = Uint8Array.from({ length: 18 }, (_, index) => (index < 16 ? 0x41 + index : index));
  expect(hexRows(bytes)).toEqual([
    {
      offset: '00000000',
      bytes: '41 42 43 44 45 46 47 48  49 4a 4b 4c 4d 4e 4f 50',
      text: 'ABCDEFGHIJKLMNOP',
    },
    { offset: '00000010', bytes: '10 11', text: '..' },
  ]);
  expect(hexRows(new Uint8Array(0))).toEqual([]);
});
