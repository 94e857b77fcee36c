import { describe, expect, test } from 'vitest';
import { lineAndColumn, printJson } from './json-node.ts';
import { parsePolicy } from './parse-policy.ts';
import { prefixProblem } from './prefix-problem.ts';
import { canonicalPolicy, printPolicy } from './same-policy.ts';

const good = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::b/*',
};
const policyText = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const found = (text: string) =>
  parsePolicy(text, 'b').problems.map(({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`);

describe('a policy is read', () => {
  test('with all its forms', () => {
    const { policy, problems } = parsePolicy(
      policyText(
        { Sid: 'one', ...good },
        {
          Effect: 'Deny',
          NotPrincipal: { AWS: ['arn:aws:iam::123456789012:root', '*'], Service: 'x.amazonaws.com' },
          Action: ['s3:GetObject', 's3:Put*'],
          NotResource: ['arn:aws:s3:::b/open/*'],
          Condition: {
            Bool: { 'aws:SecureTransport': false },
            NumericLessThan: { 's3:max-keys': [10, '20'] },
          },
        },
      ),
      'b',
    );
    expect(problems).toEqual([]);
    expect(policy?.statements.map(({ source: _, ...statement }) => statement)).toEqual([
      {
        sid: 'one',
        effect: 'Allow',
        principal: { isExcept: false, listed: [{ kind: 'everyone' }] },
        action: { isExcept: false, listed: ['s3:GetObject'] },
        resource: { isExcept: false, listed: ['arn:aws:s3:::b/*'] },
        conditions: [],
      },
      {
        sid: undefined,
        effect: 'Deny',
        principal: {
          isExcept: true,
          listed: [
            { kind: 'named', type: 'AWS', id: 'arn:aws:iam::123456789012:root' },
            { kind: 'everyone' },
            { kind: 'named', type: 'Service', id: 'x.amazonaws.com' },
          ],
        },
        action: { isExcept: false, listed: ['s3:GetObject', 's3:Put*'] },
        resource: { isExcept: true, listed: ['arn:aws:s3:::b/open/*'] },
        conditions: [
          { operator: 'Bool', key: 'aws:SecureTransport', values: ['false'] },
          { operator: 'NumericLessThan', key: 's3:max-keys', values: ['10', '20'] },
        ],
      },
    ]);
  });

  test('and what is not known is told, kept and written back', () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Id: 'x',
      Owner: { name: 'ann' },
      Statement: [{ ...good, Note: [1, null, { deep: true }] }],
    });
    expect(found(text)).toEqual([
      'warning unknown-element Owner',
      'warning unknown-element Statement.0.Note',
    ]);
    const { policy } = parsePolicy(text, 'b');
    expect(policy && JSON.parse(printPolicy(policy))).toEqual(JSON.parse(text));
  });
});

describe('a problem is told where it is', () => {
  test.each([
    ['', 1, 1],
    ['{"Version": "2012-10-17",\n "Statement": [}', 2, 16],
    ['{\n  "a": 1,\n}', 3, 1],
    ["{'a': 1}", 1, 2],
    ['{"a": 01}', 1, 8],
    ['{"a": "\n"}', 1, 7],
    ['{} {}', 1, 4],
    ['['.repeat(10_000), 1, 66],
  ])('%#. not JSON', (text, line, column) => {
    const { policy, problems } = parsePolicy(text, 'b');
    expect(policy).toBeUndefined();
    expect(problems[0]?.code).toBe('not-json');
    expect(lineAndColumn(text, problems[0]?.from ?? -1)).toEqual({ line, column });
  });

  test.each<[string, string[]]>([
    ['[]', ['error not-an-object ']],
    ['{}', ['error no-statement Statement']],
    ['{"Version":"2012-10-17","Statement":"x"}', ['error no-statement Statement']],
    ['{"Version":"2013-01-01","Statement":[]}', ['error version Version', 'warning empty-policy Statement']],
    [JSON.stringify({ Version: '2008-10-17', Statement: [good] }), ['warning old-version Version']],
    [JSON.stringify({ Statement: [good] }), ['warning old-version Version']],
    [JSON.stringify({ Version: '2012-10-17', Statement: good }), ['warning single-statement Statement']],
    [policyText(good, 'x' as unknown as object), ['error statement-shape Statement.1']],
    [policyText({ ...good, Effect: 'allow' }), ['error effect Statement.0.Effect']],
    [policyText({ ...good, Effect: undefined }), ['error missing-element Statement.0.Effect']],
    [policyText({ ...good, Principal: undefined }), ['error missing-element Statement.0.Principal']],
    [policyText({ ...good, NotAction: 's3:PutObject' }), ['error both-elements Statement.0.NotAction']],
    [policyText({ ...good, Principal: 'ann' }), ['error principal-shape Statement.0.Principal']],
    [policyText({ ...good, Principal: {} }), ['error principal-shape Statement.0.Principal']],
    [policyText({ ...good, Principal: { AWS: [] } }), ['error empty-list Statement.0.Principal.AWS']],
    [policyText({ ...good, Action: [] }), ['error empty-list Statement.0.Action']],
    [policyText({ ...good, Action: [{}] }), ['error text-list Statement.0.Action']],
    [
      policyText({ ...good, Action: ['s3:GetObject', 'GetObject'] }),
      ['error action-form Statement.0.Action.1'],
    ],
    [policyText({ ...good, Action: 's3:FlyToTheMoon' }), ['warning unknown-action Statement.0.Action']],
    [
      policyText({ ...good, Action: 's3:ListBucket', Resource: 'arn:aws:s3:::b/x' }),
      ['warning no-resource-for-action Statement.0.Action'],
    ],
    [
      policyText({ ...good, Resource: 'arn:aws:s3:::b' }),
      ['warning no-resource-for-action Statement.0.Action'],
    ],
    [policyText({ ...good, Resource: 'b/*' }), ['error resource-form Statement.0.Resource']],
    [
      policyText({ ...good, Resource: ['arn:aws:s3:::b/*', 'arn:aws:s3:::c/*'] }),
      ['error foreign-bucket Statement.0.Resource.1'],
    ],
    [
      policyText({ ...good, Action: undefined, NotAction: 's3:PutObject' }),
      ['warning not-action Statement.0.NotAction'],
    ],
    [policyText({ ...good, Condition: [] }), ['error condition-shape Statement.0.Condition']],
    [
      policyText({ ...good, Condition: { StringEquals: 'x' } }),
      ['error condition-shape Statement.0.Condition.StringEquals'],
    ],
    [
      policyText({ ...good, Condition: { StringSame: { 'aws:UserAgent': 'x' } } }),
      ['warning unknown-operator Statement.0.Condition.StringSame'],
    ],
    [policyText({ Sid: 'a', ...good }, { Sid: 'a', ...good }), ['error duplicate-sid Statement.1.Sid']],
    [policyText({ Sid: '', ...good }, { Sid: '', ...good }), []],
    [policyText({ Sid: 7, ...good }), ['error sid-shape Statement.0.Sid']],
    [
      policyText(good).replace('"Action"', '"Effect":"Deny","Action"'),
      ['error duplicate-name Statement.0.Effect'],
    ],
    [policyText({ ...good, Sid: 'x'.repeat(20_480) }), ['error too-large ']],
  ])('%#. %s', (text, problems) => {
    expect(found(text)).toEqual(problems);
  });

  test.each(['*', '**', 'arn:aws:s3:::*', 'arn:aws:s3:::b*', 'arn:aws:s3:::*/x', 'arn:aws:s3:::?/x'])(
    'the resource %s may be of this bucket',
    (Resource) => {
      expect(found(policyText({ ...good, Resource }))).toEqual([]);
    },
  );

  test('a name that every object has, and one that changes objects', () => {
    expect(
      found('{"__proto__": {"x": 1}, "constructor": 1, "Version": "2012-10-17", "Statement": []}'),
    ).toEqual([
      'warning unknown-element __proto__',
      'warning unknown-element constructor',
      'warning empty-policy Statement',
    ]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

test('what would show nothing is written as what it is', () => {
  expect(printJson({ a: 'x\u202ey\u200b\u0000' })).toBe('{\n  "a": "x\\u202ey\\u200b\\u0000"\n}');
});

test.each([
  ['photos/2026/', undefined],
  ['', undefined],
  ['照片/100%/', undefined],
  ['a*b', 'wildcard'],
  ['a?', 'wildcard'],
  ['home/$' + '{aws:username}/', 'variable'],
  ['a$b{c}', undefined],
  ['a\u202eb', 'hidden'],
  ['a\u0000', 'hidden'],
  ['a\nb', 'hidden'],
  ['\ud800', 'hidden'],
  ['é'.repeat(513), 'too-long'],
])('the prefix %j: %s', (prefix, problem) => {
  expect(prefixProblem(prefix)).toBe(problem);
});

test('texts that say the same have one form', () => {
  const own = policyText(good, { ...good, Effect: 'Deny', Action: ['s3:PutObject', 's3:DeleteObject'] });
  const theirs = JSON.stringify({
    Statement: [
      {
        Resource: ['arn:aws:s3:::b/*'],
        Principal: { AWS: ['*'] },
        Effect: 'Deny',
        Action: ['s3:DeleteObject', 's3:PutObject'],
      },
      { ...good, Sid: '', Action: ['s3:GetObject'] },
    ],
    Version: '2012-10-17',
  });
  expect(canonicalPolicy(theirs)).toBe(canonicalPolicy(own));
  expect(canonicalPolicy(theirs.replace('s3:DeleteObject', 's3:*'))).not.toBe(canonicalPolicy(own));
  expect(canonicalPolicy('no policy')).toBe('no policy');
  expect(canonicalPolicy('')).toBe('');
});
