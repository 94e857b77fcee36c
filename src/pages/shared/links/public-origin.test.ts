import { expect, test } from 'vitest';
import { originProblem } from './public-origin.ts';

test.each([
  ['', undefined],
  ['  ', undefined],
  ['https://files.example.com', undefined],
  ['files.example.com:8443', undefined],
  ['localhost:9000', undefined],
  ['ftp://files.example.com', 'scheme'],
  ['https://me:secret@files.example.com', 'credentials'],
  ['https://files.example.com/?a=b', 'query'],
  ['two words', 'not-a-url'],
])('%j: %s', (text, problem) => {
  expect(originProblem(text)).toBe(problem);
});
