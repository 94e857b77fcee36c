import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { etagOfParts } from '../encryption/etag.ts';

it('the ETag of a multipart object is the MD5 of the MD5s of its parts', () => {
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const parts = [md5('a'.repeat(5 * 1024 * 1024)), md5('b')];
  expect(parts[0]).toBe('79b281060d337b9b2b84ccf390adcf74');
  expect(etagOfParts(parts)).toBe('e5a8c5272b26fc10581a21089559b006-2');
});
