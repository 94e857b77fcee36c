import { describe, expect, test } from 'vitest';
import { type KeyPart, splitForEllipsis, visiblePieces } from './visible-text.ts';

/** Text as it is, marks in brackets. */
const shown = (value: string, part?: KeyPart) =>
  visiblePieces(value, part)
    .map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.mark}]`))
    .join('');

describe('what is shown of a key', () => {
  test.each([
    ['photo.jpg', 'photo.jpg'],
    ['invoice\u202egpj.exe', 'invoice[U+202E]gpj.exe'],
    ['a\u0000b\nc\u007fd', 'a[U+0000]b[U+000A]c[U+007F]d'],
    ['zero\u200bwidth\ufeff', 'zero[U+200B]width[U+FEFF]'],
    ['\u2066isolated\u2069', '[U+2066]isolated[U+2069]'],
    [' both ends  ', '[\u00b7]both ends[\u00b7][\u00b7]'],
    ['  ', '[\u00b7][\u00b7]'],
    ['', ''],
    ['报告 报.pdf', '报告 报.pdf'],
    ['العربية.pdf', 'العربية.pdf'],
    ['👩\u200d💻.txt', '👩\u200d💻.txt'],
    ['👩🏽\u200d🚒', '👩🏽\u200d🚒'],
    ['a\u200db', 'a[U+200D]b'],
    ['100%+&#?.txt', '100%+&#?.txt'],
  ])('%j', (value, text) => {
    expect(shown(value)).toBe(text);
  });
});

test.each([
  [' name that ', 'head', '[\u00b7]name that '],
  [' goes on ', 'tail', ' goes on[\u00b7]'],
  ['\u202e ', 'head', '[U+202E] '],
] as const)('%j as the %s: blanks are marked only where the key begins or ends', (value, part, text) => {
  expect(shown(value, part)).toBe(text);
});

describe('the middle of a long name', () => {
  test.each(['short.txt', 'exactly-24-characters-xy', ''])('%j stays whole', (value) => {
    expect(splitForEllipsis(value)).toEqual({ head: value, tail: '' });
  });

  test('gives way to the end', () => {
    const value = 'a-very-long-name-of-a-photo-from-the-spring-holidays-0042.jpeg';
    const { head, tail } = splitForEllipsis(value);
    expect(head + tail).toBe(value);
    expect(tail).toBe('ys-0042.jpeg');
  });

  test('is never inside a character that people see as one', () => {
    const value = `${'x'.repeat(30)}${'👩‍💻'.repeat(12)}`;
    const { head, tail } = splitForEllipsis(value);
    expect(head + tail).toBe(value);
    expect(tail).toBe('👩‍💻'.repeat(12));
  });
});
