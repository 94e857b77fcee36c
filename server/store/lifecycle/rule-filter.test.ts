import { describe, expect, it } from 'vitest';
import { readXml } from '../xml/read-xml.ts';
import { element } from '../xml/write-xml.ts';
import { filterElement, matchesFilter, type RuleFilter, readFilter } from './rule-filter.ts';

const red = { key: 'colour', value: 'red' };
const big = { key: 'size', value: 'big' };

const read = (content: string, sizes = true) =>
  readFilter(readXml(Buffer.from(`<Rule>${content}</Rule>`), 'Rule'), { sizes });

const tag = ({ key, value }: typeof red) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;

describe('a version', () => {
  it.each<
    [
      meets: boolean,
      title: string,
      filter: Partial<RuleFilter>,
      version?: { size?: number; tags?: (typeof red)[] },
    ]
  >([
    [true, 'no condition', {}],
    [true, 'its prefix', { prefix: 'logs/' }],
    [true, 'the prefix that is its key', { prefix: 'logs/a' }],
    [false, 'a prefix that is longer than its key', { prefix: 'logs/ab' }],
    [false, 'a prefix in capitals', { prefix: 'Logs/' }],
    [true, 'a prefix in the older form', { form: 'Prefix', prefix: 'logs' }],
    [true, 'a tag that it has', { tags: [red] }, { tags: [big, red] }],
    [false, 'a tag with another value', { tags: [{ ...red, value: 'Red' }] }, { tags: [red] }],
    [false, 'a tag with another key', { tags: [{ ...red, key: 'Colour' }] }, { tags: [red] }],
    [false, 'a tag that it has not', { tags: [red] }],
    [false, 'two tags of which it has one', { tags: [red, big] }, { tags: [red] }],
    [true, 'two tags that it has', { tags: [red, big] }, { tags: [big, red] }],
    [false, 'more than its size', { sizeGreaterThan: 100 }],
    [true, 'more than a byte less than its size', { sizeGreaterThan: 99 }],
    [false, 'more than nothing, and is empty', { sizeGreaterThan: 0 }, { size: 0 }],
    [true, 'less than one byte, and is empty', { sizeLessThan: 1 }, { size: 0 }],
    [false, 'less than its size', { sizeLessThan: 100 }],
    [true, 'less than a byte more than its size', { sizeLessThan: 101 }],
    [true, 'between two sizes', { sizeGreaterThan: 99, sizeLessThan: 101 }],
    [false, 'its prefix and a tag that it has not', { prefix: 'logs/', tags: [red] }],
    [false, 'its prefix and too small a size', { prefix: 'logs/', sizeLessThan: 10 }],
  ])('meets or not (%s) %s', (meets, _, filter, version) => {
    const whole: RuleFilter = { form: 'Filter', tags: [], ...filter };
    expect(matchesFilter(whole, { key: 'logs/a', size: 100, tags: [], ...version })).toBe(meets);
  });
});

const bareTag = `<Filter>${tag(red)}</Filter>`;
const greater = '<ObjectSizeGreaterThan>5</ObjectSizeGreaterThan>';
const less = '<ObjectSizeLessThan>9</ObjectSizeLessThan>';

describe('a filter', () => {
  it.each<[string, RuleFilter]>([
    ['<Filter></Filter>', { form: 'Filter', tags: [] }],
    ['<Filter><Prefix></Prefix></Filter>', { form: 'Filter', prefix: '', tags: [] }],
    ['<Filter><Prefix> a&amp;b </Prefix></Filter>', { form: 'Filter', prefix: ' a&b ', tags: [] }],
    ['<Prefix></Prefix>', { form: 'Prefix', prefix: '', tags: [] }],
    ['<Prefix>logs/</Prefix>', { form: 'Prefix', prefix: 'logs/', tags: [] }],
    [bareTag, { form: 'Filter', tags: [red] }],
    [`<Filter>${greater}</Filter>`, { form: 'Filter', tags: [], sizeGreaterThan: 5 }],
    [`<Filter>${less}</Filter>`, { form: 'Filter', tags: [], sizeLessThan: 9 }],
    [
      `<Filter><And>${greater}${less}</And></Filter>`,
      { form: 'And', tags: [], sizeGreaterThan: 5, sizeLessThan: 9 },
    ],
    [
      `<Filter><And><Prefix>p</Prefix>${tag(red)}${tag(big)}</And></Filter>`,
      { form: 'And', prefix: 'p', tags: [red, big] },
    ],
  ])('of %s is read and written back', (xml, filter) => {
    const found = read(xml);
    expect(found).toEqual(filter);
    expect(found && filterElement(found)).toBe(xml);
  });

  it('that is not there is none', () => {
    expect(read('<ID>a</ID>')).toBeUndefined();
  });

  it.each([
    ['MalformedXML', 'two conditions without And', `<Filter><Prefix>p</Prefix>${tag(red)}</Filter>`],
    ['MalformedXML', 'two tags without And', `<Filter>${tag(red)}${tag(big)}</Filter>`],
    ['MalformedXML', 'two sizes without And', `<Filter>${greater}${less}</Filter>`],
    [
      'MalformedXML',
      'a condition beside And',
      `<Filter><Prefix>p</Prefix><And>${tag(red)}${tag(big)}</And></Filter>`,
    ],
    ['MalformedXML', 'an empty And', '<Filter><And></And></Filter>'],
    ['MalformedXML', 'one condition in And', `<Filter><And>${tag(red)}</And></Filter>`],
    ['MalformedXML', 'Filter and Prefix', '<Prefix></Prefix><Filter></Filter>'],
    ['MalformedXML', 'two filters', '<Filter></Filter><Filter></Filter>'],
    ['MalformedXML', 'two prefixes', '<Filter><Prefix>a</Prefix><Prefix>b</Prefix></Filter>'],
    ['MalformedXML', 'a tag without a value', '<Filter><Tag><Key>a</Key></Tag></Filter>'],
    ['MalformedXML', 'a size that is none', '<Filter><ObjectSizeLessThan>big</ObjectSizeLessThan></Filter>'],
    ['MalformedXML', 'a broken size', '<Filter><ObjectSizeLessThan>1.5</ObjectSizeLessThan></Filter>'],
    [
      'InvalidRequest',
      'a size below 0',
      '<Filter><ObjectSizeGreaterThan>-1</ObjectSizeGreaterThan></Filter>',
    ],
    ['InvalidRequest', 'less than 0', '<Filter><ObjectSizeLessThan>0</ObjectSizeLessThan></Filter>'],
    [
      'InvalidRequest',
      'sizes the wrong way round',
      `<Filter><And>${greater}<ObjectSizeLessThan>5</ObjectSizeLessThan></And></Filter>`,
    ],
    [
      'InvalidRequest',
      'the same tag twice',
      `<Filter><And>${tag(red)}${tag({ ...red, value: 'blue' })}</And></Filter>`,
    ],
    ['InvalidRequest', 'a tag without a key', `<Filter>${tag({ key: '', value: 'a' })}</Filter>`],
    [
      'InvalidRequest',
      'a tag with too long a key',
      `<Filter>${tag({ key: 'k'.repeat(129), value: 'a' })}</Filter>`,
    ],
    [
      'InvalidRequest',
      'a tag with too long a value',
      `<Filter>${tag({ key: 'k', value: 'v'.repeat(257) })}</Filter>`,
    ],
    ['InvalidRequest', 'too long a prefix', `<Prefix>${'ü'.repeat(513)}</Prefix>`],
  ])('is refused as %s with %s', (code, _, xml) => {
    expect(() => read(xml)).toThrowError(expect.objectContaining({ code }));
  });

  it.each([greater, less])('is refused with %s where sizes are not taken', (size) => {
    expect(() => read(`<Filter>${size}</Filter>`, false)).toThrowError(
      expect.objectContaining({ code: 'MalformedXML' }),
    );
  });

  it('is answered with what XML needs escaped', () => {
    const filter: RuleFilter = { form: 'Filter', prefix: '<&>', tags: [] };
    expect(read(filterElement(filter))).toEqual(filter);
    expect(element('Rule', [filterElement(filter)])).toContain('&lt;&amp;&gt;');
  });
});
