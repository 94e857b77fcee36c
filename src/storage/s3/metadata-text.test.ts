import { describe, expect, it } from 'vitest';
import { decodeHeader, decodeMetadata, encodeMetadata } from './metadata-text.ts';

/** As a browser hands over bytes of a header. */
const latin1 = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

describe('decodeMetadata', () => {
  // The first six are the examples of RFC 2047, section 8, as they stand there.
  it.each([
    ['=?ISO-8859-1?Q?a?=', 'a'],
    ['=?ISO-8859-1?Q?a?= b', 'a b'],
    ['=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=', 'ab'],
    ['=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=', 'ab'],
    ['=?ISO-8859-1?Q?a_b?=', 'a b'],
    ['=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=', 'a b'],
    ['=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?=', 'Keld Jørn Simonsen'],
    ['=?UTF-8?B?w7w=?=', 'ü'],
    ['=?utf-8?q?=E6=8A=A5=E5=91=8A?= =?utf-8?q?_2026?=', '报告 2026'],
    ['=?UTF-8?b?5oql5ZGK?=.pdf', '报告.pdf'],
    ['=?gb2312?B?sai45g==?=', '报告'],
    ['=?US-ASCII*en?Q?plain?=', 'plain'],
  ])('reads %s', (value, text) => {
    expect(decodeMetadata(value)).toBe(text);
  });

  it('joins words that cut a character in two', () => {
    expect(decodeMetadata('=?UTF-8?Q?=E6=8A?= =?UTF-8?Q?=A5?=')).toBe('报');
  });

  it.each([
    '',
    'plain',
    'a =?b',
    '=?UTF-8?X?abc?=',
    '=?UTF-8?B?%%%?=',
    '=?UTF-8?Q?=FF?=',
    '=?no-such-charset?Q?a?=',
    '=?UTF-8?Q?a?= =?UTF-8?B?%%%?=',
    '=?UTF-8?Q?报?=',
  ])('leaves what is none as it is: %s', (value) => {
    expect(decodeMetadata(value)).toBe(value);
  });

  it('reads UTF-8 that a server sends as it is', () => {
    expect(decodeMetadata(latin1('报告 ü 🎉'))).toBe('报告 ü 🎉');
  });
});

describe('decodeHeader', () => {
  it.each([
    ['inline', 'inline'],
    [latin1('attachment; filename="报告.pdf"'), 'attachment; filename="报告.pdf"'],
    ['caf\u00e9', 'café'], // Latin-1 is not UTF-8, and is what it says
    ['报告', '报告'],
    ['=?UTF-8?Q?a?=', '=?UTF-8?Q?a?='],
  ])('%j is %j', (value, text) => {
    expect(decodeHeader(value)).toBe(text);
  });
});

describe('encodeMetadata', () => {
  it.each(['', 'plain', 'a, b; c="d"', '100% ~ \\'])('leaves %j as it is', (text) => {
    expect(encodeMetadata(text)).toBe(text);
  });

  it.each([
    'ü',
    '报告'.repeat(40),
    '🎉'.repeat(30),
    ' blanks at the ends ',
    'two\nlines\tand a tab',
    'right-to-left \u202efdp.exe',
    '=?UTF-8?Q?looks_encoded?=',
    'a =? b',
    '\ufeffmark',
  ])('there and back: %j', (text) => {
    const written = encodeMetadata(text);
    expect(written).toMatch(/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/);
    for (const word of written.split(' ')) expect(word.length).toBeLessThanOrEqual(75);
    expect(decodeMetadata(written)).toBe(text);
  });
});
