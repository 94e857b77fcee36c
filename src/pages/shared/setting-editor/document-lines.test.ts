import { describe, expect, it } from 'vitest';
import { documentLines, linesBefore, lostLines } from './document-lines.ts';

describe('a document as lines', () => {
  it.each([
    ['nothing', '  ', []],
    [
      'XML on one line',
      '<?xml version="1.0"?><R xmlns="urn:x"><A>1</A><B><C>2</C></B></R>',
      ['<R>', '  <A>1</A>', '  <B>', '    <C>2</C>', '  </B>', '</R>'],
    ],
    [
      'XML with indentation',
      '<R>\n    <A>1</A>\n    <B/>\n    <C></C>\n</R>\n',
      ['<R>', '  <A>1</A>', '  <B></B>', '  <C></C>', '</R>'],
    ],
    ['blanks that mean something', '<R><A>  x </A></R>', ['<R>', '  <A>  x </A>', '</R>']],
    [
      'escapes of all kinds',
      '<R><A>&#38;&#x3C;&quot;&apos;&amp;lt;</A></R>',
      ['<R>', `  <A>&amp;&lt;"'&amp;lt;</A>`, '</R>'],
    ],
    [
      'attributes and comments',
      '<R><A kind="x" xmlns=\'y\'>1</A><!-- no --></R>',
      ['<R>', '  <A kind="x">1</A>', '  <!-- no -->', '</R>'],
    ],
    ['JSON', '{"a":[1,{}]}', ['{', '  "a": [', '    1,', '    {}', '  ]', '}']],
    ['text', 'a\r\nb', ['a', 'b']],
    ['what is cut off', '<R><A>1', ['<R>', '  <A>', '    1']],
  ])('%s', (_, text, lines) => {
    expect(documentLines(text)).toEqual(lines);
  });
});

describe('what a change is compared with', () => {
  it('is our own form where the server only writes in another order', () => {
    expect(linesBefore('<R><B>2</B><A>1</A></R>', '<R><A>1</A><B>2</B></R>')).toEqual([
      '<R>',
      '  <A>1</A>',
      '  <B>2</B>',
      '</R>',
    ]);
  });

  it('is what the server has where ours lacks a line of it', () => {
    expect(linesBefore('<R><B>2</B><A>1</A></R>', '<R><A>1</A></R>')).toContain('  <B>2</B>');
  });
});

describe('what a server dropped', () => {
  it.each([
    [['a', 'b'], ['b', 'a'], []],
    [['a', 'b'], ['a', 'b', 'c'], []],
    [['a', 'a'], ['a'], ['a']],
    [['a', 'b'], [], ['a', 'b']],
  ])('%j stored as %j', (sent, stored, lost) => {
    expect(lostLines(sent, stored)).toEqual(lost);
  });
});
