import { describe, expect, it } from 'vitest';
import { readXml, requiredText } from './read-xml.ts';
import { escapeXml, leaf, xmlDocument } from './write-xml.ts';

const read = (text: string, root = 'Delete') => readXml(Buffer.from(text), root);

describe('a document', () => {
  it('gives texts as they were meant', () => {
    const root = read(
      `<?xml version="1.0" encoding="UTF-8"?>
      <s3:Delete xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/"><!-- a comment -->
        <Object a="b"><Key> a &amp;&lt;&#x1;&#13;&#128163;<![CDATA[<&amp;>]]> </Key></Object>
        <Object><Key>1.0</Key></Object><Quiet>true</Quiet>
      </s3:Delete>`,
    );
    expect(root.children('Object').map((object) => requiredText(object, 'Key'))).toEqual([
      ' a &<\u0001\r💣<&amp;> ',
      '1.0',
    ]);
    expect(root.child('Quiet')?.text()).toBe('true');
    expect(root.child('Other')).toBeUndefined();
  });

  it.each([
    '',
    'no XML',
    '<Delete>',
    '<Delete></Other>',
    '<Other/>',
    '<Delete/><Delete/>',
    '<Delete/>rest',
    '<!DOCTYPE d [<!ENTITY e "x">]><Delete>&e;</Delete>',
    '<!DOCTYPE d SYSTEM "http://127.0.0.1/"><Delete/>',
    `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`,
  ])('is refused: %s', (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });

  it.each(['&unknown;', '&#xD800;', '&#x110000;', '& ', '&amp', '<b>x</b>'])(
    'is refused with %s for a text',
    (content) => {
      expect(() => read(`<Delete><Key>${content}</Key></Delete>`).child('Key')?.text()).toThrow(
        expect.objectContaining({ code: 'MalformedXML' }),
      );
    },
  );

  it('is refused when it is not UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from('<Delete><Key>'),
      Buffer.from([0xff]),
      Buffer.from('</Key></Delete>'),
    ]);
    expect(() => readXml(bytes, 'Delete')).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });

  it('needs what is needed once', () => {
    expect(() => requiredText(read('<Delete/>'), 'Key')).toThrow();
    expect(() => requiredText(read('<Delete><Key>a</Key><Key>b</Key></Delete>'), 'Key')).toThrow();
  });
});

describe('writing', () => {
  it('escapes whatever a key may hold', () => {
    expect(escapeXml('<a b="c">&\u0000\u0001\t\n\r\u007f中🪣')).toBe(
      '&lt;a b=&quot;c&quot;&gt;&amp;&#x0;&#x1;\t\n&#xD;&#x7F;中🪣',
    );
  });

  it('leaves out what is not there', () => {
    expect(xmlDocument('R', [leaf('A', 1), leaf('B', undefined), leaf('C', '')])).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<R xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><A>1</A><C></C></R>',
    );
  });

  it('is read back as it was', () => {
    const key = ' <&> "\u0001\r\n\t\u2028 ';
    expect(
      read(xmlDocument('Delete', [leaf('Key', key)]))
        .child('Key')
        ?.text(),
    ).toBe(key);
  });
});
