import { expect, test } from 'vitest';
import { curlCommand } from './curl-command.ts';

test.each([
  [
    'p/a.jpg',
    'http://h/b/p/a.jpg?X=1&Y=2',
    `curl --fail --globoff --output 'a.jpg' 'http://h/b/p/a.jpg?X=1&Y=2'`,
  ],
  ['-rf', 'http://h/b/-rf', `curl --fail --globoff --output './-rf' 'http://h/b/-rf'`],
  ["it's", "http://h/b/it's", `curl --fail --globoff --output 'it'\\''s' 'http://h/b/it'\\''s'`],
])('to read %j', (key, url, command) => {
  expect(curlCommand('GET', url, key)).toBe(command);
});

test('to look, to write and to delete', () => {
  expect(curlCommand('HEAD', 'http://h/b/k', 'k')).toBe("curl --fail --globoff --head 'http://h/b/k'");
  expect(curlCommand('PUT', 'http://h/b/k', 'd/k.txt')).toBe(
    "curl --fail --globoff --upload-file 'k.txt' 'http://h/b/k'",
  );
  expect(curlCommand('PUT', 'http://h/b/k', 'k', { 'content-type': "a/b; c='d'" })).toBe(
    "curl --fail --globoff --header 'content-type: a/b; c='\\''d'\\''' --upload-file 'k' 'http://h/b/k'",
  );
  expect(curlCommand('DELETE', 'http://h/b/k', 'k')).toBe(
    "curl --fail --globoff --request DELETE 'http://h/b/k'",
  );
});
