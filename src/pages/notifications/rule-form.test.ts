import { describe, expect, it } from 'vitest';
import type { NotificationRule } from './overlaps.ts';
import {
  arnSuggestions,
  hasProblem,
  isTarget,
  kindOfArn,
  namesOf,
  newRule,
  ruleProblems,
  shortArn,
  withRule,
} from './rule-form.ts';

const webhook = 'arn:minio:sqs::x:webhook';

it.each<[Partial<NotificationRule>, object]>([
  [{}, {}],
  [{ arn: '' }, { arn: 'arn_empty' }],
  [{ arn: 'my queue' }, { arn: 'arn_form' }],
  [{ arn: 'arn:aws:sqs' }, { arn: 'arn_form' }],
  [{ events: [] }, { events: 'events_none' }],
  [{ prefix: 'é'.repeat(512), suffix: '.jpg' }, {}],
  [{ prefix: 'é'.repeat(513) }, { prefix: 'filter_long' }],
  [{ suffix: 'a\u0000' }, { suffix: 'filter_characters' }],
  [{ id: 'i'.repeat(256) }, { id: 'id_long' }],
  [{ prefix: '\u202eabc' }, {}],
])('%j has the problems %j', (more, problems) => {
  const found = ruleProblems({ ...newRule, arn: webhook, ...more });
  expect(Object.fromEntries(Object.entries(found).filter(([, problem]) => problem))).toEqual(problems);
  expect(hasProblem(found)).toBe(Object.keys(problems).length > 0);
});

it.each([
  [webhook, 'x:webhook', 'queue'],
  ['arn:minio:sqs:us-east-1:audit:kafka', 'audit:kafka', 'queue'],
  ['arn:aws:sqs:eu-west-1:123456789012:uploads', 'uploads', 'queue'],
  ['arn:aws:sns:eu-west-1:123456789012:topic', 'topic', 'topic'],
  ['arn:aws:lambda:eu-west-1:123456789012:function:resize:live', 'resize:live', 'function'],
  ['arn:aws:other:eu-west-1:1:x', 'x', undefined],
  ['nonsense', 'nonsense', undefined],
  ['arn:aws:sqs:r:1:', 'arn:aws:sqs:r:1:', 'queue'],
])('%s is called %s, a %s', (arn, short, kind) => {
  expect(shortArn(arn)).toBe(short);
  expect(kindOfArn(arn)).toBe(kind);
});

it('suggests what the server has and what is in use, of the kind', () => {
  const rules = [
    { ...newRule, arn: webhook },
    { ...newRule, kind: 'topic', arn: 'arn:aws:sns:r:1:t' } as const,
    { ...newRule, arn: 'arn:aws:sqs:r:1:q' },
  ];
  const targets = { arns: [webhook, 'arn:minio:sqs::y:amqp'], names: 'minio' } as const;
  expect(arnSuggestions('queue', rules, targets)).toEqual([
    webhook,
    'arn:minio:sqs::y:amqp',
    'arn:aws:sqs:r:1:q',
  ]);
  expect(arnSuggestions('topic', rules, undefined)).toEqual(['arn:aws:sns:r:1:t']);
});

it.each([
  [webhook, 'minio', true],
  ['arn:minio:sqs:eu-west-1:x:webhook', 'minio', true],
  ['arn:minio:sqs::y:webhook', 'minio', false],
  ['arn:minio:sqs::x:kafka', 'minio', false],
  ['arn:minio:sqs::x:kafka', 'aws-and-minio', false],
  ['arn:aws:sns:eu-west-1:1:x', 'minio', false],
  ['arn:aws:sns:eu-west-1:1:x', 'aws-and-minio', true],
  ['arn:aws:lambda:eu-west-1:1:function:x:live', 'aws-and-minio', true],
  ['arn:aws:sqs:eu-west-1:1:y', 'aws-and-minio', false],
  ['nonsense', 'aws-and-minio', false],
  ['', 'minio', false],
] as const)('whether %s is a target, by the names of %s: %s', (arn, names, is) => {
  expect(isTarget(arn, { arns: [webhook], names })).toBe(is);
});

it.each([
  [{ arns: [], names: 'minio' } as const, [], 'minio'],
  [{ arns: [], names: 'aws-and-minio' } as const, [webhook], 'aws-and-minio'],
  [undefined, [webhook], 'minio'],
  [undefined, ['arn:aws:sqs:r:1:q'], 'aws'],
  [undefined, [], 'aws'],
])('with %j and %j the names are %s', (targets, arns, names) => {
  expect(namesOf(targets, arns)).toBe(names);
});

describe('a new rule', () => {
  const kinds = (rules: readonly NotificationRule[]) => rules.map(({ kind, id }) => `${kind} ${id}`);
  it('comes behind those of its kind', () => {
    const rules = [{ ...newRule, id: '1' }, { ...newRule, kind: 'topic', id: '2' } as const];
    expect(kinds(withRule(rules, { ...newRule, id: '3' }))).toEqual(['queue 1', 'queue 3', 'topic 2']);
    expect(kinds(withRule(rules, { ...newRule, kind: 'function', id: '3' }))).toEqual([
      'queue 1',
      'topic 2',
      'function 3',
    ]);
  });
});
