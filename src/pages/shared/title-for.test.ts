import { expect, test } from 'vitest';
import { titleFor } from './title-for.ts';

test.each([
  ['', { count: 0, finished: 0, percent: 0 }, 'Pail'],
  ['photos', { count: 0, finished: 0, percent: 0 }, 'photos · Pail'],
  ['photos', { count: 3, finished: 1, percent: 66 }, '66 % · photos · Pail'],
  ['photos', { count: 3, finished: 3, percent: 100 }, 'photos · Pail'],
])('the title %j with %j is %j', (title, batch, shown) => {
  expect(titleFor(title, batch)).toBe(shown);
});
