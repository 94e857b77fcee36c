import { describe, expect, test } from 'vitest';
import { decodeText, guessEncoding, looksLikeText } from './encoding.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const hex = (digits: string) =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const utf16 = (text: string, little: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1)
    view.setUint16(2 * index, text.charCodeAt(index), little);
  return bytes;
};
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** 这是一个中文的文本，我们在这里。 */
const gb18030 = hex('d5e2cac7d2bbb8f6d6d0cec4b5c4cec4b1bea3accec2c3c7d4dad5e2c0efa1a3');
/** 這是一個中文的文本，我們在這裡。 */
const big5 = hex('b36fac4fa440add3a4a4a4e5aabaa4e5a5bba141a7daadcca662b36fb8cca143');

describe('guess', () => {
  test.each([
    ['nothing', new Uint8Array(0), 'utf-8'],
    ['ASCII', utf8('hello\n'), 'utf-8'],
    ['UTF-8', utf8('报告 – é 😀'), 'utf-8'],
    ['UTF-8 that is cut within a character', utf8('报告').slice(0, 5), 'utf-8'],
    ['a UTF-8 mark', joined(hex('efbbbf'), utf8('x')), 'utf-8'],
    ['a little-endian mark', joined(hex('fffe'), utf16('报告', true)), 'utf-16le'],
    ['a big-endian mark', joined(hex('feff'), utf16('报告', false)), 'utf-16be'],
    ['little-endian without a mark', utf16('name,size', true), 'utf-16le'],
    ['big-endian without a mark', utf16('name,size', false), 'utf-16be'],
    ['GB18030', gb18030, 'gb18030'],
    ['Big5', big5, 'big5'],
    ['Latin', hex('63616ce9206ec3'), 'windows-1252'],
  ] as const)('%s', (_name, bytes, encoding) => {
    expect(guessEncoding(bytes)).toBe(encoding);
  });
});

test.each([
  ['gb18030', gb18030, '这是一个中文的文本，'],
  ['big5', big5, '這是一個中文的文本，'],
] as const)('%s is read', (encoding, bytes, beginning) => {
  expect(decodeText(bytes, encoding).startsWith(beginning)).toBe(true);
});

test('a mark is no part of the text, and a cut character shows nothing', () => {
  expect(decodeText(joined(hex('efbbbf'), utf8('报').slice(0, 2)), 'utf-8')).toBe('');
});

test.each([
  ['nothing', new Uint8Array(0), true],
  ['a script', utf8('#!/bin/sh\necho hi\n'), true],
  ['Chinese', gb18030, true],
  ['UTF-16', utf16('hello there', true), true],
  ['a PNG', hex('89504e470d0a1a0a0000000d49484452'), false],
  ['gzip', hex('1f8b080000000000000301020304f5f6f7f8'), false],
])('%s is text: %s', (_name, bytes, is) => {
  expect(looksLikeText(bytes)).toBe(is);
});
