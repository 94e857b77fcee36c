import { describe, expect, it } from 'vitest';
import type { SettingValues } from '../../../storage/index.ts';
import { emptyRule, isCorsFixed, letsIn, type RuleForm, ruleProblems, toForm, toValue } from './cors-form.ts';

type Rule = SettingValues['cors']['rules'][number];

const rule = (change: Partial<Rule> = {}): Rule => ({
  origins: ['*'],
  methods: ['GET'],
  allowedHeaders: [],
  exposedHeaders: [],
  kept: [],
  ...change,
});

const form = (change: Partial<RuleForm> = {}): RuleForm => ({ ...emptyRule, origins: '*', ...change });

describe('the form of CORS', () => {
  it.each([
    [rule()],
    [
      rule({ id: 'one', origins: ['https://a', 'https://*.b'], methods: ['PATCH', 'GET'], maxAge: 0 }),
      rule({
        allowedHeaders: ['*', 'x-amz-*'],
        exposedHeaders: ['ETag'],
        maxAge: 3600,
        kept: ['<New>1</New>'],
      }),
    ],
  ])('gives back what it was given', (...rules) => {
    const value = { rules, kept: ['<Other></Other>'] };
    expect(toValue(toForm(value), value)).toEqual(value);
  });

  it('without rules is no setting', () => {
    expect(toValue(toForm(undefined), undefined)).toBeUndefined();
    expect(toValue({ rules: [] }, { rules: [rule()], kept: [] })).toBeUndefined();
  });

  it.each([
    [form(), {}],
    [form({ origins: 'https://a.example\nhttp://b:8080' }), {}],
    [form({ origins: '' }), { origins: 'corsNoOrigin' }],
    [form({ origins: '\n\n' }), { origins: 'corsNoOrigin' }],
    [form({ origins: 'https://*.*.example' }), { origins: 'corsTwoStars' }],
    [form({ origins: 'https://a.example/' }), { origins: 'corsOriginPath' }],
    [form({ origins: 'https://a.example/page' }), { origins: 'corsOriginPath' }],
    [form({ origins: 'a\u0000' }), { origins: 'unwritable' }],
    [form({ methods: [] }), { methods: 'corsNoMethod' }],
    [form({ allowedHeaders: 'x-*-*' }), { allowedHeaders: 'corsTwoStars' }],
    [form({ exposedHeaders: '\u0007' }), { exposedHeaders: 'unwritable' }],
    [form({ maxAge: '-1' }), { maxAge: 'corsAge' }],
    [form({ maxAge: 'an hour' }), { maxAge: 'corsAge' }],
    [form({ id: 'i'.repeat(256) }), { id: 'corsIdTooLong' }],
  ])('judges %j', (given, problems) => {
    expect(ruleProblems(given)).toEqual(problems);
    expect(toValue({ rules: [given] }, undefined) === 'invalid').toBe(Object.keys(problems).length > 0);
  });

  it('takes a hundred rules', () => {
    expect(toValue({ rules: Array.from({ length: 101 }, () => form()) }, undefined)).toBe('invalid');
  });
});

describe('a page', () => {
  const methods = ['GET', 'PUT'];
  const all = { methods, allowedHeaders: ['*'] };

  it.each([
    [true, [rule(all)]],
    [true, [rule({ ...all, origins: ['https://pail.example'] })]],
    [true, [rule({ ...all, origins: ['https://*.example'] })]],
    [true, [rule({ ...all, methods: ['GET'] }), rule({ ...all, methods: ['PUT'] })]],
    [true, [rule({ ...all, allowedHeaders: ['x', 'Auth*'] })]],
    [false, []],
    [false, [rule({ ...all, methods: ['GET'] })]],
    [false, [rule({ ...all, origins: ['https://other.example'] })]],
    [false, [rule({ ...all, origins: ['https://pail.example/'] })]],
    [false, [rule({ ...all, allowedHeaders: ['content-type'] })]],
  ])('is let in: %s', (expected, rules) => {
    expect(letsIn(rules, 'https://pail.example', methods)).toBe(expected);
  });
});

it.each([
  ['MinIO', true],
  ['MinIO/RELEASE.2025-10-15', true],
  ['MinIOlike', false],
  ['AmazonS3', false],
  ['', false],
])('of %s: are the rules fixed?', (software, expected) => {
  expect(isCorsFixed(software)).toBe(expected);
});
