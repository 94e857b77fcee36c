import { expect, test } from 'vitest';
import { csvList, plainList } from './link-list.ts';

const expiresAt = new Date('2026-11-21T12:00:00Z');
const links = [
  { key: 'a,"b".txt', url: 'https://h/1', expiresAt },
  { key: 'plain 报', url: 'https://h/2', expiresAt },
];

test('links as lines and as a table', () => {
  expect(plainList(links)).toBe('https://h/1\nhttps://h/2');
  expect(csvList(links)).toBe(
    'key,link,expires\r\n"a,""b"".txt",https://h/1,2026-11-21T12:00:00.000Z\r\nplain 报,https://h/2,2026-11-21T12:00:00.000Z',
  );
  expect(csvList([])).toBe('key,link,expires');
});
