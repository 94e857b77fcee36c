import { expect, test } from 'vitest';
import { curlCommand, quoteForShell } from './curl-command.ts';
import { readByShell } from './read-by-shell.mjs';

test.each([
  ['a.jpg', `'a.jpg'`],
  ["it's", `'it'\\''s'`],
  ['$(rm -rf ~) `x` "y" \\', `'$(rm -rf ~) \`x\` "y" \\'`],
  ['', `''`],
])('%j quoted', (text, quoted) => {
  expect(quoteForShell(text)).toBe(quoted);
});

test.each(["it's", '$HOME `id` "q" \\ !x', 'a\nb', '中 😀 *?[]{}', "''", '-n'])(
  'a shell reads %j back as it was',
  (text) => {
    expect(readByShell(quoteForShell(text))).toBe(text);
  },
);

test.each([
  [
    'p/a.jpg',
    'http://h/b/p/a.jpg?X=1&Y=2',
    `curl --fail --globoff --output 'a.jpg' 'http://h/b/p/a.jpg?X=1&Y=2'`,
  ],
  ['-rf', 'http://h/b/-rf', `curl --fail --globoff --output './-rf' 'http://h/b/-rf'`],
  ["it's", "http://h/b/it's", `curl --fail --globoff --output 'it'\\''s' 'http://h/b/it'\\''s'`],
])('%j', (key, url, command) => {
  expect(curlCommand(url, key)).toBe(command);
});
