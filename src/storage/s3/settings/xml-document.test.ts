import { describe, expect, it } from 'vitest';
import { StorageError } from '../../errors.ts';
import { child, children, keptOf, leaf, parseXml, textOf, xmlDocument } from './xml-document.ts';

const codeOf = (run: () => unknown) => {
  try {
    return run();
  } catch (error) {
    return error instanceof StorageError ? error.code : error;
  }
};

describe('a document is read', () => {
  it.each([
    ['named entities', '<a>1 &lt; 2 &amp; &quot;3&quot; &gt; &apos;0&apos;</a>', `1 < 2 & "3" > '0'`],
    ['numeric entities', '<a>&#38;&#x26;&#10;&#x1F600;</a>', '&&\n😀'],
    ['an entity within an escaped one, once', '<a>&#38;amp;&amp;lt;</a>', '&amp;&lt;'],
    ['an entity that nobody declared', '<a>&who;</a>', '&who;'],
    ['CDATA', '<a>x<![CDATA[<b>&amp;</b>]]>y</a>', 'x<b>&amp;</b>y'],
    ['blanks', '<a>  two  </a>', '  two  '],
    ['digits as text', '<a>007</a>', '007'],
    ['an empty element', '<a/>', ''],
  ])('with %s', (_, xml, text) => {
    expect(textOf(parseXml(`<r>${xml}</r>`), 'a')).toBe(text);
  });

  it('with a declaration, a comment and blanks between elements', () => {
    const root = parseXml('<?xml version="1.0"?>\n<!-- c --><r>\n  <a>1</a>\n  <a>2</a>\n</r>\n');
    expect(root.name).toBe('r');
    expect(children(root, 'a').map(({ text }) => text)).toEqual(['1', '2']);
  });

  it.each([
    ['no namespace', '<r><a>1</a></r>'],
    ['the default namespace', '<r xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><a>1</a></r>'],
    ['a prefix', '<s3:r xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/"><s3:a>1</s3:a></s3:r>'],
  ])('alike with %s', (_, xml) => {
    const root = parseXml(xml);
    expect(root.name).toBe('r');
    expect(textOf(root, 'a')).toBe('1');
  });

  it.each([
    ['nothing', ''],
    ['text', 'Bad gateway'],
    ['JSON', '{"a":1}'],
    ['a cut end', '<r><a>1</a>'],
    ['crossed elements', '<r><a></r></a>'],
  ])('never from %s', (_, xml) => {
    expect(codeOf(() => parseXml(xml))).toBe('not-s3');
  });

  it('without expanding entities that the document declares itself', () => {
    const bomb = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><r><x>&b;</x></r>';
    expect(codeOf(() => textOf(parseXml(bomb), 'x'))).toBe('&b;');
  });

  it('or refused, where it is nested beyond reason', () => {
    const deep = `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`;
    expect(codeOf(() => parseXml(deep))).toBe('not-s3');
  });
});

describe('what is not known is kept', () => {
  it.each([
    ['as it came', '<b>1 &amp; 2 &#x3c; 3</b>', undefined],
    ['with attributes', '<b kind="x &quot;y&quot;"><c/></b>', '<b kind="x &quot;y&quot;"><c></c></b>'],
    ['with CDATA', '<b><![CDATA[1 < 2]]></b>', undefined],
    ['with its own namespace', '<b xmlns="urn:other">1</b>', undefined],
    ['with the prefix of the root', '<o:b>1</o:b>', '<o:b xmlns:o="urn:other">1</o:b>'],
    ['with its line ends', '<b>1\n2&#13;</b>', undefined],
  ])('%s', (_, xml, kept = xml) => {
    const root = parseXml(`<r xmlns:o="urn:other" xmlns:p="urn:unused"><a>1</a>${xml}</r>`);
    expect(keptOf(root, ['a'])).toEqual([kept]);
    expect(keptOf(parseXml(xmlDocument('r', kept)), ['a'])).toEqual([kept]);
  });
});

describe('a document is written', () => {
  it.each(['a & b', '<tag>', ']]>', '"\'', '  blanks  ', 'line\nends\r\n', 'tab\t', '统计 😀', '&amp;'])(
    'so that %j is read again',
    (text) => {
      expect(child(parseXml(xmlDocument('r', leaf('a', text))), 'a')?.text).toBe(text);
    },
  );

  it.each(['\u0000', 'a\u0008b', '\u001f', '\ud800', '\uffff'])('never with %j, which XML lacks', (text) => {
    expect(codeOf(() => leaf('a', text))).toBe('invalid-argument');
  });

  it('without what is not set', () => {
    expect(leaf('a', undefined)).toBe('');
    expect(leaf('a', '')).toBe('<a></a>');
  });
});
