import { describe, expect, it } from 'vitest';
import { uploadFields } from './form-fields.ts';

const md5 = '0123456789abcdef0123456789abcdef';
const parse = (...pairs: [string, string][]) => uploadFields(pairs.map(([name, value]) => ({ name, value })));
const refused = expect.objectContaining({ code: 'InvalidArgument' });

describe('the fields of an upload', () => {
  it('are those that are not empty', () => {
    expect(
      parse(['dir', '/a'], ['name', ''], ['size', '5'], ['md5', md5.toUpperCase()], ['other', 'x']),
    ).toEqual({
      dir: '/a',
      size: 5,
      md5,
      metadata: new Map(),
      vars: new Map(),
    });
  });

  it.each<[string, [string, string][]]>([
    [
      'with a dash',
      [
        ['meta-Color', 'red'],
        ['meta-no', '1'],
        ['var-Who', 'me'],
        ['var-a-b', ''],
      ],
    ],
    [
      'without',
      [
        ['metaColor', 'red'],
        ['metano', '1'],
        ['varWho', 'me'],
        ['vara-b', ''],
      ],
    ],
    [
      'as JSON',
      [
        ['meta', '{"Color":"red","no":1}'],
        ['var', '{"Who":"me","a-b":""}'],
      ],
    ],
  ])('name metadata and variables %s', (_, pairs) => {
    expect(parse(...pairs)).toMatchObject({
      metadata: new Map([
        ['color', 'red'],
        ['no', '1'],
      ]),
      vars: new Map([
        ['Who', 'me'],
        ['a-b', ''],
      ]),
    });
  });

  it('keep nothing of a bare field that names nothing', () => {
    expect(parse(['meta', '[object Object]'], ['var', ''], ['var', '["a"]'])).toMatchObject({
      metadata: new Map(),
      vars: new Map(),
    });
  });

  it('keep metadata as headers do: in bytes', () => {
    expect(parse(['meta-city', 'Köln']).metadata.get('city')).toBe('K\xc3\xb6ln');
  });

  it.each(['None', 'null', 'undefined'])('take the md5 %s for none', (text) => {
    expect(parse(['md5', text]).md5).toBeUndefined();
  });

  it.each<[string, string]>([
    ['size', '-1'],
    ['size', '1.5'],
    ['size', '5 bytes'],
    ['md5', 'abc'],
    ['md5', `${md5}0`],
    ['meta-a b', 'x'],
    ['meta-ü', 'x'],
    ['meta-a:', 'x'],
    [`meta-${'a'.repeat(101)}`, 'x'],
    ['meta-a', 'x\r\ny: z'],
    ['meta-a', '\0'],
  ])('are not %s=%j', (name, value) => expect(() => parse([name, value])).toThrow(refused));
});
