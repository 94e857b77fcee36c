import { expect, test } from 'vitest';
import { previewsOf } from './registry.ts';

test.each([
  ['a.png', 'image/png', 'image'],
  ['a.png', undefined, 'image'],
  ['a.png', 'application/octet-stream', 'image'],
  ['evil.png', 'text/html', 'page'],
  ['a.svg', 'image/svg+xml', 'image'],
  ['a.mp3', 'audio/mpeg', 'media'],
  ['a.mp4', 'binary/octet-stream', 'media'],
  ['a.pdf', 'application/pdf', 'pdf'],
  ['a.csv', 'text/csv; charset=utf-8', 'csv'],
  ['a.tsv', undefined, 'csv'],
  ['a.jsonl', undefined, 'json-lines'],
  ['a.json', 'application/json', 'json'],
  ['a', 'application/vnd.api+json', 'json'],
  ['a.html', 'TEXT/HTML', 'page'],
  ['a.xml', 'application/xml', 'text'],
  ['src/Makefile', undefined, 'text'],
  ['a.rs', undefined, 'text'],
  ['a.bin', undefined, 'unknown'],
  ['folder/', undefined, 'unknown'],
  ['a.zip', 'application/zip', 'unknown'],
])('%s of %s: %s', (key, contentType, id) => {
  const ids = previewsOf({ contentType }, key).map((preview) => preview.id);
  expect(ids[0]).toBe(id);
  expect(ids).toContain('hex');
});
