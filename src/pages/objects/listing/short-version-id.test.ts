import { expect, it } from 'vitest';
import { shortVersionId } from './short-version-id.ts';

it.each([
  ['null', 'null'],
  ['123456789012', '123456789012'],
  ['01a1ff84-9d80-74e1-b219-0f95485ac939', '01a1…5ac939'],
  ['3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY', '3HL4…dIbrHY'],
])('%s: %s', (id, short) => {
  expect(shortVersionId(id)).toBe(short);
});
