import { describe, expect, test } from 'vitest';
import {
  accompaniment,
  afterUpload,
  asksFor,
  emptyUpload,
  isType,
  type Places,
  uploadsOf,
} from './upload-draft.ts';

const v = (name: string) => `$\{${name}}`;
const file = (name: string, text = 'x') => new File([text], name, { type: 'text/plain' });
const draft = emptyUpload('/');

describe('what the policy leaves to the upload', () => {
  test.each<[Places, boolean, boolean]>([
    [{}, true, true],
    [{ dir: '', name: '' }, true, true],
    [{ dir: '/a' }, false, true],
    [{ dir: `/a${v('dir')}`, name: 'x' }, true, false],
    [{ dir: '/a', name: `${v('uuid')}.${v('ext')}` }, false, false],
    [{ dir: '/a', name: `${v('dir')}${v('name')}` }, true, true],
  ])('%j', (places, dir, name) => {
    expect(asksFor(places, 'dir')).toBe(dir);
    expect(asksFor(places, 'name')).toBe(name);
  });
});

test('one file may get another name, several keep theirs', () => {
  const names = (files: File[]) =>
    uploadsOf({ ...draft, files, rename: 'new' }, '/d').map(({ asked }) => asked.name);
  expect(names([file('a')])).toEqual(['new']);
  expect(names([file('a'), file('b')])).toEqual(['a', 'b']);
});

test('typed text is a file of its bytes in UTF-8', async () => {
  const [upload] = uploadsOf(
    { ...draft, kind: 'text', textName: '七.txt', textType: ' text/markdown ', text: 'é\n七' },
    '/d',
  );
  expect(upload?.asked).toEqual({ dir: '/d', name: '七.txt', size: 6, type: 'text/markdown' });
  expect(await upload?.file.text()).toBe('é\n七');
});

test('what was refused stays to be put right', () => {
  const files = [file('a'), file('b')];
  const after = afterUpload({ ...draft, files, rename: 'x' }, [{ file: files[0] as File }]);
  expect(after.files).toEqual([files[1]]);
  expect(after.rename).toBeUndefined();
  expect(afterUpload({ ...draft, kind: 'text', textName: 'a', text: 'b' }, [])).toMatchObject({
    textName: '',
    text: '',
    textType: 'text/plain',
  });
});

test('nothing goes along while a pair is wrong', () => {
  const meta = [{ key: 'Desk', value: '7' }];
  expect(accompaniment({ ...draft, meta })).toEqual({ metadata: { desk: '7' }, variables: {} });
  expect(accompaniment({ ...draft, meta, vars: [{ key: '}', value: '' }] })).toBeUndefined();
});

test.each([
  ['', true],
  ['text/plain; charset=utf-8', true],
  ['text', false],
  ['text/', false],
  ['a b/c', false],
])('the type %j', (text, expected) => {
  expect(isType(text)).toBe(expected);
});
