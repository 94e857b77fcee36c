import { describe, expect, test } from 'vitest';
import type { Tag } from '../../../storage/index.ts';
import {
  canBeSaved,
  changedTags,
  changeOf,
  filled,
  isSame,
  problemsOf,
  type TagChange,
} from './tags-form.ts';

const tag = (key: string, value = ''): Tag => ({ key, value });
const current = [tag('a', '1'), tag('b', '2')];

test.each<[string, TagChange, Tag[]]>([
  ['adds', { mode: 'merge', tags: [tag('c', '3')] }, [...current, tag('c', '3')]],
  ['replaces one', { mode: 'merge', tags: [tag('a', 'x')] }, [tag('b', '2'), tag('a', 'x')]],
  ['removes what is there', { mode: 'remove', keys: ['a', 'z'] }, [tag('b', '2')]],
  ['replaces all', { mode: 'replace', tags: [tag('z')] }, [tag('z')]],
  ['replaces all by nothing', { mode: 'replace', tags: [] }, []],
])('a change %s', (_what, change, after) => expect(changedTags(current, change)).toEqual(after));

describe('the form', () => {
  test.each<[TagChange['mode'], Tag[], TagChange | undefined]>([
    ['merge', [tag(''), tag('a', '1')], { mode: 'merge', tags: [tag('a', '1')] }],
    ['merge', [tag('')], undefined],
    ['merge', [tag('', 'value without key')], undefined],
    ['merge', [tag('a', '1'), tag('a', '2')], undefined],
    ['remove', [tag('a'), tag('a'), tag('')], { mode: 'remove', keys: ['a'] }],
    ['remove', [tag('')], undefined],
    ['replace', [], { mode: 'replace', tags: [] }],
    ['replace', [tag('k'.repeat(129))], undefined],
    ['replace', Array.from({ length: 11 }, (_, n) => tag(`k${n}`)), undefined],
  ])('%s of %j', (mode, rows, change) => expect(changeOf(mode, rows)).toEqual(change));

  test('finds what is wrong at its row', () => {
    expect(
      problemsOf([tag('a'), tag(''), tag('', 'v'), tag('a'), tag('b', 'v'.repeat(257)), tag('\u0001')]),
    ).toEqual([undefined, undefined, 'key-missing', 'key-twice', 'value-too-long', 'unwritable']);
  });

  test('takes ten tags and no more, rows that nobody filled in aside', () => {
    const ten = Array.from({ length: 10 }, (_, index) => tag(`k${index}`));
    expect(canBeSaved([...ten, tag('')])).toBe(true);
    expect(canBeSaved([...ten, tag('k10')])).toBe(false);
    expect(filled([...ten, tag('')])).toEqual(ten);
  });
});

test.each([
  [current, current.toReversed(), true],
  [current, [tag('a', '1')], false],
  [current, [tag('a', '1'), tag('b', 'x')], false],
  [[], [], true],
])('%j and %j are the same: %s', (some, others, same) => expect(isSame(some, others)).toBe(same));
