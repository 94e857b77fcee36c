import { describe, expect, test } from 'vitest';
import type { UploadReceipt } from '../../../storage/index.ts';
import { readableAnswer, receiptFields } from './receipt-fields.ts';

const whole: UploadReceipt = {
  code: 'OK',
  requestId: '07db0514',
  namespace: 'test',
  dir: '/test',
  name: 'test.jpg',
  url: 'http://host/test/test.jpg',
  size: 1_056_344,
  modified: new Date(1_437_535_493_816),
  etag: '81FCC17FBB190BCA4EC1E9A3DEF02E57',
  mimeType: 'image/jpeg',
  answer: '{"code":"OK"}',
};

test('all that the SDKs answer, under their names and in their units', () => {
  expect(receiptFields(whole).map(({ name, value }) => [name, value])).toEqual([
    ['code', 'OK'],
    ['url', 'http://host/test/test.jpg'],
    ['dir', '/test'],
    ['name', 'test.jpg'],
    ['file_size', '1056344'],
    ['file_modified', '1437535493816'],
    ['e_tag', '81FCC17FBB190BCA4EC1E9A3DEF02E57'],
    ['mime_type', 'image/jpeg'],
    ['request_id', '07db0514'],
  ]);
});

test('what the answer does not say is no field', () => {
  expect(receiptFields({ answer: 'done' })).toEqual([]);
  expect(
    receiptFields({ answer: '', size: Number.NaN, modified: new Date(Number.NaN), url: '', dir: '/' }),
  ).toEqual([{ name: 'dir', value: '/' }]);
});

describe('only web addresses are opened', () => {
  test.each([
    ['https://host/a b', 'https://host/a%20b'],
    ['HTTP://HOST/a', 'http://host/a'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['ftp://host/a', undefined],
    ['//host/a', undefined],
    ['host/a', undefined],
  ])('%s', (url, link) => {
    expect(receiptFields({ answer: '', url })[0]?.link).toBe(link);
  });
});

test('an answer that is JSON gets lines, any other stays as it came', () => {
  expect(readableAnswer('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(readableAnswer('a=1&b')).toBe('a=1&b');
  expect(readableAnswer('')).toBe('');
});
