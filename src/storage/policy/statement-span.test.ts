import { expect, test } from 'vitest';
import { statementSpan } from './statement-span.ts';

test.each([
  ['{"Statement": [{"a": "]"}, {"b": {}}]}', 0, '{"a": "]"}'],
  ['{"Statement": [{"a": "]"}, {"b": {}}]}', 1, '{"b": {}}'],
  ['{"Statement": [{}]}', 1, undefined],
  ['{"Statement": {"c": 1}}', 0, '{"c": 1}'],
  ['{"Statement": [1], "Statement": [2]}', 0, '2'],
  ['{"Version": ""}', 0, undefined],
  ['[]', 0, undefined],
  ['{', 0, undefined],
])('%s: statement %i', (text, index, written) => {
  const span = statementSpan(text, index);
  expect(span && text.slice(span.from, span.to)).toBe(written);
});
