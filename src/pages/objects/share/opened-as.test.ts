import { expect, test } from 'vitest';
import { openedAs } from './opened-as.ts';

test('a link in words', () => {
  const url =
    'https://h:9000/b/a%20b/100%25%20%E6%8A%A5.txt?X-Amz-Signature=ab&X-Amz-Expires=60&x-id=GetObject' +
    '&versionId=v%2B1&response-content-type=text%2Fplain&response-expires=Sat%2C%2002';
  expect(openedAs(url)).toEqual({
    address: 'https://h:9000/b/a b/100% 报.txt',
    versionId: 'v+1',
    headers: [
      ['Content-Type', 'text/plain'],
      ['Expires', 'Sat, 02'],
    ],
  });
  expect(openedAs('https://b.h/k?X-Amz-Date=1')).toEqual({ address: 'https://b.h/k', headers: [] });
});
