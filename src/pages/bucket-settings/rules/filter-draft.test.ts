import { describe, expect, it } from 'vitest';
import { emptyFilter, type FilterDraft, filterDraft, filterOf, filterProblems } from './filter-draft.ts';
import { sizeDraft, typedNumber, typedSize } from './numbers.ts';

const bytes = (text: string) => ({ text, unit: 'B' as const });

describe('numbers as they are typed', () => {
  it.each([
    ['7', 7],
    [' 30 ', 30],
    ['0', 0],
    ['', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['12345678901', undefined],
  ])('%j is %s', (text, count) => expect(typedNumber(text)).toBe(count));

  it.each([
    [0, { text: '0', unit: 'B' }],
    [1023, { text: '1023', unit: 'B' }],
    [1024, { text: '1', unit: 'KiB' }],
    [1_572_864, { text: '1536', unit: 'KiB' }],
    [5 * 1024 ** 4, { text: '5', unit: 'TiB' }],
    [undefined, { text: '', unit: 'B' }],
  ] as const)('%s bytes are %j and back', (size, draft) => {
    expect(sizeDraft(size)).toEqual(draft);
    expect(typedSize(draft)).toBe(size);
  });

  it('half a mebibyte is a size, half a byte is none', () => {
    expect(typedSize({ text: '0.5', unit: 'MiB' })).toBe(524_288);
    expect(typedSize({ text: '0.5', unit: 'B' })).toBeUndefined();
  });
});

describe('a filter', () => {
  it('comes back from its form as it was', () => {
    const filter = {
      prefix: 'logs/',
      tags: [{ key: 'k', value: 'v' }],
      sizeGreaterThan: 0,
      sizeLessThan: 2048,
      kept: ['<Colour>red</Colour>'],
    };
    expect(filterOf(filterDraft(filter))).toEqual(filter);
    const none = {
      prefix: undefined,
      tags: [],
      kept: [],
      sizeGreaterThan: undefined,
      sizeLessThan: undefined,
    };
    expect(filterOf(filterDraft({ tags: [], kept: [] }))).toEqual(none);
  });

  it.each<[string, Partial<FilterDraft>, Record<string, string>]>([
    ['nothing', {}, {}],
    ['a bidi character, which is shown but may be there', { prefix: 'a\u202eb' }, {}],
    ['a control character', { prefix: 'a\u0007' }, { prefix: 'characters' }],
    ['half of a pair', { prefix: 'a\ud83d' }, { prefix: 'characters' }],
    ['1,024 bytes', { prefix: 'é'.repeat(512) }, {}],
    ['1,025 bytes', { prefix: `${'é'.repeat(512)}a` }, { prefix: 'prefixTooLong' }],
    ['no key', { tags: [{ key: '', value: 'v' }] }, { tag0: 'tagKeyMissing' }],
    [
      'a key twice',
      {
        tags: [
          { key: 'k', value: '' },
          { key: 'k', value: 'v' },
        ],
      },
      { tag1: 'tagTwice' },
    ],
    ['a long key', { tags: [{ key: 'k'.repeat(129), value: '' }] }, { tag0: 'tagKeyTooLong' }],
    ['a long value', { tags: [{ key: 'k', value: 'v'.repeat(257) }] }, { tag0: 'tagValueTooLong' }],
    ['a control character in a tag', { tags: [{ key: 'k', value: '\u0001' }] }, { tag0: 'characters' }],
    ['words for a size', { above: bytes('big') }, { above: 'noSize' }],
    ['room for one size', { above: bytes('9'), below: bytes('11') }, {}],
    ['room for none', { above: bytes('9'), below: bytes('10') }, { below: 'sizesCross' }],
    ['smaller than one byte', { below: bytes('1') }, {}],
    ['smaller than nothing', { below: bytes('0') }, { below: 'sizesCross' }],
  ])('%s', (_, part, problems) => expect(filterProblems({ ...emptyFilter, ...part })).toEqual(problems));
});
