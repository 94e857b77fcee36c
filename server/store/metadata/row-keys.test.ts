import { describe, expect, it } from 'vitest';
import { compareKeys } from '../listing/roll-up.ts';
import {
  afterKey,
  beyond,
  bucketRange,
  escapedKey,
  keyOfObjectRow,
  objectRow,
  partRow,
  uploadRow,
} from './row-keys.ts';

const keys = [
  '',
  '\0',
  '\0\0',
  '\0a',
  '\u0001',
  'a',
  'a\0',
  'a\0\0',
  'a\0b',
  'a\u0001',
  'a\u0002',
  'ab',
  'b',
  'é',
  '中',
  '\uffff',
  '🪣',
].sort(compareKeys);

describe('rows', () => {
  it('of objects are in the order of their keys and give them back', () => {
    const rows = keys.map((key) => objectRow('bucket', key));
    expect(rows.map(keyOfObjectRow)).toEqual(keys);
    expect([...rows].sort(Buffer.compare)).toEqual(rows);
  });

  it('of uploads are in the order of their keys, then of their ids', () => {
    const rows = keys.flatMap((key) => [
      uploadRow('bucket', key, '0f'),
      uploadRow('bucket', key, 'f0'),
      afterKey('bucket', key),
    ]);
    expect([...rows].sort(Buffer.compare)).toEqual(rows);
  });

  it('of one bucket are apart from those of every other', () => {
    const { start, end } = bucketRange('abc');
    const isInside = (row: Buffer) => Buffer.compare(row, start) >= 0 && Buffer.compare(row, end) < 0;
    expect(keys.map((key) => objectRow('abc', key)).every(isInside)).toBe(true);
    expect(['ab', 'abc-d', 'abcd', 'abd'].some((bucket) => isInside(objectRow(bucket, 'k')))).toBe(false);
  });

  it('of parts are in the order of their numbers', () => {
    const rows = [1, 2, 255, 256, 10_000].map((partNumber) => partRow('0f', partNumber));
    expect([...rows].sort(Buffer.compare)).toEqual(rows);
  });
});

it.each(keys.filter((key) => key !== ''))(
  'a seek beyond %j passes all that begins with it and nothing else',
  (prefix) => {
    const places = [
      { row: (key: string) => objectRow('b', key), past: beyond(objectRow('b', prefix)) },
      { row: (key: string) => uploadRow('b', key, '0f'), past: beyond(escapedKey('b', prefix)) },
    ];
    for (const { row, past } of places) {
      for (const key of [...keys, prefix + prefix, `${prefix}\uffff`, `${prefix}🪣`]) {
        const isPassed = Buffer.compare(row(key), past) < 0;
        expect(isPassed, key).toBe(key.startsWith(prefix) || compareKeys(key, prefix) < 0);
      }
    }
  },
);
