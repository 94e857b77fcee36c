import { describe, expect, it } from 'vitest';
import { emptyPolicy, parsePolicy, printPolicy, StorageError, setGrant } from '../../storage/index.ts';
import { grantRows, newPrefixProblem } from './grant-rows.ts';
import {
  draftOf,
  isWorthNotice,
  parseDraft,
  policyChange,
  problemsToMend,
  toForm,
  toValue,
} from './policy-draft.ts';
import { refusalReasons } from './refusal-reasons.ts';

const read = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const forbid = { ...read, Effect: 'Deny', Action: 's3:PutObject' };
const textOf = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const policyOf = (...statements: object[]) => parsePolicy(textOf(...statements), 'b').policy ?? emptyPolicy;
const granted = (prefix: string, grant: 'readonly' | 'writeonly') =>
  setGrant(emptyPolicy, 'b', prefix, grant);

describe('the draft', () => {
  it.each([
    ['no policy', undefined, ''],
    ['one line', '{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}'],
    ['no JSON', '{"a":', '{"a":'],
    ['what hides', '{"a":"\u202e"}', '{\n  "a": "\\u202e"\n}'],
  ])('of %s', (_, stored, text) => {
    expect(toForm(stored)).toEqual({ text });
  });

  it.each([
    ['blank', '  \n', undefined],
    ['without statements', textOf(), undefined],
    ['a policy', textOf(read), textOf(read)],
    [
      'with a warning',
      textOf({ ...read, Action: 's3:GetNothing' }),
      textOf({ ...read, Action: 's3:GetNothing' }),
    ],
    ['with an error', textOf({ ...read, Effect: 'Maybe' }), 'invalid'],
    ['no JSON', '{', 'invalid'],
  ])('%s is saved as', (_, text, value) => {
    expect(toValue({ text }, 'b')).toBe(value);
    expect(problemsToMend({ text }, 'b') > 0).toBe(value === 'invalid');
  });

  it('is nothing where nothing is left', () => {
    expect(draftOf(emptyPolicy)).toBe('');
    expect(parseDraft(draftOf(granted('a/', 'readonly')), 'b').problems).toEqual([]);
  });
});

describe('what a change does', () => {
  const counts = (before: string | undefined, after: string | undefined) => {
    const change = policyChange(before, after, 'b');
    const { becomesPublic, accessEnds, barsEnd, locksOut } = change;
    expect(isWorthNotice(change)).toBe(
      locksOut || becomesPublic.length + accessEnds.length + barsEnd.length > 0,
    );
    return [becomesPublic.length, accessEnds.length, barsEnd.length, locksOut];
  };

  it.each<[string, string | undefined, string | undefined, (number | boolean)[]]>([
    ['a first grant', undefined, textOf(read), [1, 0, 0, false]],
    ['no change', textOf(read), textOf(read), [0, 0, 0, false]],
    ['a wider grant', textOf(read), textOf({ ...read, Action: 's3:*' }), [1, 0, 0, false]],
    ['one for somebody', undefined, textOf({ ...read, Principal: { AWS: 'ann' } }), [0, 0, 0, false]],
    ['the removal', textOf(read, forbid), undefined, [0, 1, 1, false]],
    ['a lock', undefined, textOf({ ...forbid, Action: 's3:*', Resource: 'arn:aws:s3:::b' }), [0, 0, 0, true]],
    ['over what is no policy', '{', textOf(read), [1, 0, 0, false]],
  ])('%s', (_, before, after, expected) => {
    expect(counts(before, after)).toEqual(expected);
  });
});

describe('the rows of the grants', () => {
  const rows = (...args: Parameters<typeof grantRows>) =>
    grantRows(...args).map(({ prefix, grant, isChanged, notes }) => [
      prefix,
      grant,
      isChanged,
      notes.map(({ kind }) => kind).join(' '),
    ]);

  it('hold the whole bucket, what is granted, what was granted, and what was typed', () => {
    expect(rows(granted('new/', 'readonly'), granted('old/', 'writeonly'), ['typed/'], 'b')).toEqual([
      ['', 'none', false, ''],
      ['new/', 'readonly', true, ''],
      ['old/', 'none', true, ''],
      ['typed/', 'none', false, ''],
    ]);
  });

  it('tell of what reaches further or less far than the grant says', () => {
    expect(rows(granted('open', 'readonly'), granted('open', 'readonly'), [], 'b')).toEqual([
      ['', 'none', false, ''],
      ['open', 'readonly', false, 'open'],
    ]);
    const beside = policyOf(...granted('a/', 'readonly').statements.map(({ source }) => source), {
      ...forbid,
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::b/a/*',
    });
    expect(rows(beside, beside, [], 'b')[1]).toEqual(['a/', 'readonly', false, 'less_reads']);
    expect(rows(policyOf({ ...read, Action: 's3:*' }), undefined, [], 'b')[0]).toEqual([
      '',
      'none',
      false,
      'more_both',
    ]);
  });

  it.each([
    ['', 'empty'],
    ['a/', 'listed'],
    ['a*/', 'wildcard'],
    [`\${aws:username}/`, 'variable'],
    ['a\u202eb/', 'hidden'],
    ['a\tb/', 'hidden'],
    ['100%.txt', undefined],
    [' +&"<照片>/', undefined],
  ])('the prefix %j: %s', (prefix, problem) => {
    expect(newPrefixProblem(prefix, grantRows(granted('a/', 'readonly'), undefined, [], 'b'))).toBe(problem);
  });

  it('of every prefix that can be typed are read back as they were given', () => {
    for (const prefix of ['100%.txt', ' +&"<照片>/', 'a\\b/', 'Ünï/']) {
      const text = printPolicy(granted(prefix, 'readonly'));
      expect(rows(parsePolicy(text, 'b').policy ?? emptyPolicy, undefined, [], 'b')[1]?.slice(0, 2)).toEqual([
        prefix,
        'readonly',
      ]);
    }
  });
});

describe('what may lie behind a refusal', () => {
  const odd = textOf({ ...read, Principal: { AWS: 'ann' }, Action: 's3:GetNothing' });
  it.each([
    ['access-denied', textOf(read), { denied: true, isPublic: true, warnings: 0 }],
    ['access-denied', odd, { denied: true, isPublic: false, warnings: 0 }],
    ['invalid-argument', odd, { denied: false, isPublic: false, warnings: 1 }],
    ['server-error', odd, { denied: false, isPublic: false, warnings: 1 }],
    ['network', odd, { denied: false, isPublic: false, warnings: 0 }],
  ] as const)('%s', (code, text, reasons) => {
    expect(refusalReasons(new StorageError(code), text, 'b')).toEqual(reasons);
  });
});
