import { expect, test } from 'vitest';
import { keyCaps, keyStroke } from './key-stroke.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false };

test.each([
  [{ ...plain, key: '/' }, '/'],
  [{ ...plain, key: '?' }, '?'],
  [{ ...plain, key: 'U' }, 'u'],
  [{ ...plain, key: 'Delete' }, 'Delete'],
  [{ ...plain, key: 'k', ctrlKey: true }, 'Mod+k'],
  [{ ...plain, key: 'K', metaKey: true }, 'Mod+k'],
  [{ ...plain, key: 'ArrowUp', altKey: true }, 'Alt+ArrowUp'],
])('%j is the stroke %s', (event, stroke) => {
  expect(keyStroke(event)).toBe(stroke);
});

test.each([
  ['Mod+k', true, ['⌘', 'K']],
  ['Mod+k', false, ['Ctrl', 'K']],
  ['?', false, ['?']],
  ['Delete', false, ['Del']],
  ['Mod++', false, ['Ctrl', '+']],
  [' ', false, ['Space']],
])('the caps of %j, Mac %j', (keys, mac, caps) => {
  expect(keyCaps(keys, mac)).toEqual(caps);
});
