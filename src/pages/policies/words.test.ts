import { describe, expect, it } from 'vitest';
import { emptyPolicy, type PolicyProblem, parsePolicy } from '../../storage/index.ts';
import { conditionPhrase } from './condition-phrase.ts';
import { examplePolicy } from './example-policy.ts';
import { problemText } from './problem-text.ts';
import { askedKeys, questionOf, type SimulatorFields } from './simulator-question.ts';
import { visibleName } from './visible-name.ts';

describe('conditions', () => {
  it.each([
    ['StringEquals', ['a'], 'is', false],
    ['StringNotEqualsIgnoreCase', ['a'], 'isNot', false],
    ['StringLikeIfExists', ['a'], 'matches', true],
    ['NotIpAddress', ['10.0.0.0/8'], 'outside', false],
    ['NumericGreaterThanEquals', ['3'], 'atLeast', false],
    ['DateLessThanEquals', ['2026'], 'notAfter', false],
    ['Null', ['true'], 'absent', false],
    ['Null', ['false'], 'present', false],
    ['Null', ['true', 'false'], 'unknown', false],
    ['ForAllValues:StringEquals', ['a'], 'unknown', false],
    ['constructor', ['a'], 'unknown', false],
    ['NothingKnownIfExists', ['a'], 'unknown', false],
  ])('%s %j', (operator, values, phrase, orAbsent) => {
    expect(conditionPhrase({ operator, key: 'k', values })).toEqual({ phrase, orAbsent });
  });
});

describe('the question', () => {
  const fields: SimulatorFields = {
    isNamed: false,
    name: '',
    action: ' s3:GetObject ',
    key: 'a',
    conditions: { 'aws:SourceIp': '10.0.0.1', 'aws:Referer': '' },
  };

  it.each<[string, Partial<SimulatorFields>, object | undefined]>([
    [
      'of anyone',
      {},
      {
        principal: undefined,
        action: 's3:GetObject',
        bucket: 'b',
        key: 'a',
        conditions: { 'aws:SourceIp': '10.0.0.1' },
      },
    ],
    ['of a user', { isNamed: true, name: ' ann ' }, { principal: 'ann' }],
    ['of a user without a name', { isNamed: true }, { principal: 'somebody' }],
    ['of no action', { action: ' ' }, undefined],
    ['of no key', { key: '' }, undefined],
    ['of the bucket itself', { key: '', action: 's3:GetBucketTagging' }, { key: '' }],
    [
      'of a listing, which has a prefix even if it is empty',
      { key: '', action: 'S3:listbucket', conditions: {} },
      { conditions: { 's3:prefix': '' } },
    ],
  ])('%s', (_, changed, question) => {
    const found = questionOf({ ...fields, ...changed }, 'b');
    if (question === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(question);
  });

  it('asks for the keys that the policy looks at and the fields do not tell', () => {
    const { policy = emptyPolicy } = parsePolicy(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:ListBucket',
            Resource: 'arn:aws:s3:::b',
            Condition: {
              StringEquals: { 's3:prefix': 'a', 'AWS:UserName': 'ann', 'aws:Referer': 'x' },
              IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
            },
          },
        ],
      }),
      'b',
    );
    expect(askedKeys(policy)).toEqual(['aws:Referer', 'aws:SourceIp']);
  });
});

it.each([
  ['photos/', 'photos/'],
  ['a\u202eb\u0007', 'a[U+202E]b[U+0007]'],
  [' a ', ' a '],
])('the name %j in a label: %j', (name, label) => {
  expect(visibleName(name)).toBe(label);
});

it('a problem shows what was written, and not too much of it', () => {
  const t = ((key: string, values: Record<string, string>) => `${key} ${values.subject}`) as never;
  const problem = { code: 'action-form', subject: `\u202e${'x'.repeat(200)}` } as PolicyProblem;
  expect(problemText(t, problem)).toBe(`problem_action-form [U+202E]${'x'.repeat(72)}…`);
});

it('the example is a policy without problems', () => {
  expect(parsePolicy(examplePolicy('b'), 'b').problems).toEqual([]);
});
