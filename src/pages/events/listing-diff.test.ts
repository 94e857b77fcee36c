import { expect, it } from 'vitest';
import type { ObjectEntry } from '../../storage/index.ts';
import { listingChanges, type Snapshot } from './listing-diff.ts';

const entry = (text: string): ObjectEntry => {
  const [key = '', etag = 'e'] = text.split('=');
  return { key, etag, size: 1, lastModified: new Date(0) };
};
/** `a b=2 …`: cut off behind `b`. */
const snapshot = (text: string): Snapshot => ({
  entries: text
    .split(' ')
    .filter((word) => word !== '' && word !== '…')
    .map(entry),
  complete: !text.endsWith('…'),
});

it.each([
  ['', '', []],
  ['', 'a b', ['appeared a', 'appeared b']],
  ['a b', '', ['gone a', 'gone b']],
  ['a b', 'a b', []],
  ['a b', 'a=2 b', ['changed a']],
  ['a b', 'b c', ['gone a', 'appeared c']],
  // A new key pushes the last one over the end.
  ['a c d …', 'a b c …', ['appeared b']],
  // One goes, and the next comes up from behind the end.
  ['a b c …', 'a c d …', ['gone b']],
  // What was cut off before and is whole now.
  ['a b c …', 'a b c d e', []],
  ['a b c …', 'a=2 c', ['gone b', 'changed a']],
  ['a b c', 'a aa b …', ['appeared aa']],
  // Nothing in common: nothing can be said.
  ['a b …', 'c d …', []],
])('%j, then %j: %j', (before, after, expected) => {
  const changes = listingChanges(snapshot(before), snapshot(after));
  expect(changes.map(({ change, entry: { key } }) => `${change} ${key}`)).toEqual(expected);
});
