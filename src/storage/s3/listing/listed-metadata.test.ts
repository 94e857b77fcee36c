import { expect, it } from 'vitest';
import { takeMetadata } from './listed-metadata.ts';

it.each([
  ['X-Amz-Meta-Foo', 'bar', { foo: 'bar' }],
  ['x-amz-meta-two-words', '', { 'two-words': '' }],
  ['X-Amz-Meta-Café', 'raw UTF-8: 报告', { café: 'raw UTF-8: 报告' }],
  ['X-Amz-Meta-Title', '=?UTF-8?B?5oql5ZGK?=', { title: '报告' }],
  ['X-Amz-Meta-Broken', '=?UTF-8?B?***?=', { broken: '=?UTF-8?B?***?=' }],
  ['content-type', 'text/plain', {}],
  ['X-Amz-Server-Side-Encryption', 'AES256', {}],
])('%s: %s', (name, text, expected) => {
  const metadata: Record<string, string> = {};
  takeMetadata(metadata, name, text);
  expect(metadata).toEqual(expected);
});
