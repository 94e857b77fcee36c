import { expect, test } from 'vitest';
import type { FormTerms } from '../../storage/index.ts';
import { checkFile } from './check-file.ts';

const terms = (change: Partial<FormTerms> = {}): FormTerms => ({
  bucket: 'b',
  key: { prefix: 'in/' },
  expiresAt: new Date(0),
  fixed: {},
  metadata: {},
  ...change,
});
const file = (change: Partial<File> = {}) => ({ name: 'a b.txt', size: 5, type: 'text/plain', ...change });
const none = new Set<string>();
// In two pieces, as it is no template of ours.
const variable = ['$', '{filename}'].join('');

test.each([
  ['a b.txt', 'in/a b.txt'],
  ['100%.txt', 'in/100%.txt'],
  ['\u202etxt.exe', 'in/\u202etxt.exe'],
  ['..hidden', 'in/..hidden'],
  ['报告.pdf', 'in/报告.pdf'],
])('under a prefix %j becomes %j', (name, key) => {
  expect(checkFile(terms(), file({ name }), none)).toMatchObject({ key });
});

test('one key is that key, whatever the file is called, as often as one likes', () => {
  const exact = terms({ key: { exact: 'in/cv.pdf' } });
  expect(checkFile(exact, file({ name: '..' }), new Set(['in/cv.pdf']))).toMatchObject({ key: 'in/cv.pdf' });
});

test.each([
  [{ name: '..' }, 'name'],
  [{ name: '.' }, 'name'],
  [{ name: '../x' }, 'name'],
  [{ name: `a${variable}` }, 'name'],
  [{ name: 'there.txt' }, 'twice'],
  [{ size: 5 * 1024 ** 3 + 1 }, 'too-large-for-forms'],
])('%j is refused: %s', (change, refusal) => {
  expect(checkFile(terms(), file(change), new Set(['in/there.txt']))).toEqual({ refusal });
});

test.each([
  [1, 'too-small'],
  [2, undefined],
  [10, undefined],
  [11, 'too-large'],
])('%i bytes where 2 to 10 are allowed: %s', (size, refusal) => {
  const checked = checkFile(terms({ size: { min: 2, max: 10 } }), file({ size }), none);
  expect('refusal' in checked ? checked.refusal : undefined).toBe(refusal);
});

test.each<[FormTerms['contentType'], string, object]>([
  [undefined, 'image/png', { contentType: 'image/png' }],
  [{ prefix: '' }, 'image/png', { contentType: 'image/png' }],
  [{ prefix: '' }, '', { contentType: 'application/octet-stream' }],
  [{ prefix: 'image/' }, 'image/png', { contentType: 'image/png' }],
  [{ prefix: 'image/' }, 'text/plain', { refusal: 'type' }],
  [{ prefix: 'image/' }, '', { refusal: 'type-unknown' }],
  [{ exact: 'image/png' }, 'image/png', { contentType: 'image/png' }],
  [{ exact: 'image/png' }, 'image/jpeg', { refusal: 'type' }],
  [{ exact: 'image/png' }, '', { contentType: 'image/png' }],
  [{ exact: 'text/plain; charset=utf-8' }, 'text/plain', { contentType: 'text/plain; charset=utf-8' }],
])('%j with a file of type %j: %j', (contentType, type, outcome) => {
  expect(checkFile(terms({ contentType }), file({ type }), none)).toMatchObject(outcome);
});
