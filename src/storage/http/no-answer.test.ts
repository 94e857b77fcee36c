import { expect, it } from 'vitest';
import { isMixedContent, noAnswerError } from './no-answer.ts';

it.each([
  ['https:', 'http://s3.example.com', true],
  ['https:', 'http://10.0.0.7:9000', true],
  ['https:', 'http://localhost:9000', false],
  ['https:', 'http://127.0.0.1:9000', false],
  ['https:', 'http://[::1]:9000', false],
  ['https:', 'https://s3.example.com', false],
  ['http:', 'http://s3.example.com', false],
  [undefined, 'http://s3.example.com', false],
])('a page of %s calling %s: mixed content %s', (pageProtocol, url, mixed) => {
  expect(isMixedContent(url, pageProtocol)).toBe(mixed);
});

const cause = new TypeError('Failed to fetch');

/** A file that was changed after it was chosen: browsers refuse to read it. */
class ChangedFile extends Blob {
  override slice(): Blob {
    return this;
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new DOMException('The file could not be read.', 'NotReadableError'));
  }
}

it.each([
  { what: 'nothing answered', url: 'https://a', body: undefined, code: 'network', retryable: true },
  { what: 'a readable file', url: 'https://a', body: new Blob(['a']), code: 'network', retryable: true },
  { what: 'an empty file', url: 'https://a', body: new Blob([]), code: 'network', retryable: true },
  {
    what: 'a changed file',
    url: 'https://a',
    body: new ChangedFile(['a']),
    code: 'file-changed',
    retryable: false,
  },
  { what: 'mixed content', url: 'http://a', body: undefined, code: 'mixed-content', retryable: false },
])('$what: $code', async ({ url, body, code, retryable }) => {
  expect(await noAnswerError({ url, body }, cause, 'https:')).toMatchObject({ code, retryable, cause });
});
