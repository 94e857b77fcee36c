import { expect, test } from 'vitest';
import { readByShell } from './read-by-shell.mjs';
import { quoteForShell } from './shell-word.ts';

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
