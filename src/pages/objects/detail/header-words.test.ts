import { describe, expect, it } from 'vitest';
import { parseChecksum, parseExpiration, parseRestore } from './header-words.ts';

const date = new Date('2027-01-03T00:00:00Z');

describe('parseExpiration', () => {
  it.each([
    ['expiry-date="Sun, 03 Jan 2027 00:00:00 GMT", rule-id="old logs"', { date, rule: 'old logs' }],
    ['expiry-date="Sun, 03 Jan 2027 00:00:00 GMT", rule-id="old%20logs%2C"', { date, rule: 'old logs,' }],
    ['rule-id="100%", expiry-date="Sun, 03 Jan 2027 00:00:00 GMT"', { date, rule: '100%' }],
    ['expiry-date="Sun, 03 Jan 2027 00:00:00 GMT"', { date, rule: undefined }],
    ['expiry-date="soon", rule-id="a"', undefined],
    ['NotImplemented', undefined],
    ['', undefined],
  ])('%s', (header, read) => {
    expect(parseExpiration(header)).toEqual(read);
  });
});

describe('parseRestore', () => {
  it.each([
    ['ongoing-request="true"', { ongoing: true, until: undefined }],
    ['ongoing-request="false", expiry-date="Sun, 03 Jan 2027 00:00:00 GMT"', { ongoing: false, until: date }],
    ['ongoing-request="perhaps"', undefined],
    ['', undefined],
  ])('%s', (header, read) => {
    expect(parseRestore(header)).toEqual(read);
  });
});

it.each([
  ['uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=', undefined],
  ['AAAAAA==-12', 12],
])('the checksum %s has %s parts', (value, parts) => {
  expect(parseChecksum(value)).toEqual({ value, parts });
});
