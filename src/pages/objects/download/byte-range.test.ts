import { expect, test } from 'vitest';
import { rangeFileName, readByteRange } from './byte-range.ts';

test.each([
  ['0', '10', { range: { start: 0, end: 9 } }],
  ['', '', { range: { start: 0, end: 99 } }],
  ['90', '', { range: { start: 90, end: 99 } }],
  ['90', '50', { range: { start: 90, end: 99 } }],
  [' 1,0 ', '1_0', { range: { start: 10, end: 19 } }],
  ['100', '1', { problem: 'beyond' }],
  ['-1', '1', { problem: 'offset' }],
  ['1.5', '1', { problem: 'offset' }],
  ['0', '0', { problem: 'length' }],
  ['0', 'ten', { problem: 'length' }],
  ['99999999999999999999', '1', { problem: 'offset' }],
])('offset %j, length %j of 100 bytes: %j', (offset, length, expected) => {
  expect(readByteRange({ offset, length }, 100)).toEqual(expected);
});

test.each([
  ['a.jpg', 'a.bytes-1-9.jpg'],
  ['Makefile', 'Makefile.bytes-1-9'],
  ['.env', '.env.bytes-1-9'],
])('a part of %s is %s', (name, part) => {
  expect(rangeFileName(name, { start: 1, end: 9 })).toBe(part);
});
