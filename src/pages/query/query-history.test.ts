import { expect, it } from 'vitest';
import { emptyDraft } from './input-draft.ts';
import { addToHistory, type PastQuery } from './query-history.ts';

const past = (expression: string, key = 'k'): PastQuery => ({ key, expression, draft: emptyDraft });

it('begins with the newest, and has each once', () => {
  const all = ['a', 'b', 'a'].reduce<PastQuery[]>((before, one) => addToHistory(before, past(one)), []);
  expect(all.map(({ expression }) => expression)).toEqual(['a', 'b']);
  expect(addToHistory(all, past('a', 'other'))).toHaveLength(3);
});

it('ends after 30', () => {
  const many = Array.from({ length: 40 }, (_, index) => past(`q${index}`));
  expect(many.reduce<PastQuery[]>(addToHistory, [])).toHaveLength(30);
});
