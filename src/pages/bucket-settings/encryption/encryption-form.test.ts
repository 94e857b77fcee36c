import { describe, expect, it } from 'vitest';
import type { SettingValues } from '../../../storage/index.ts';
import { keyProblem, toForm, toValue } from './encryption-form.ts';

const value = (change: Partial<SettingValues['encryption']> = {}): SettingValues['encryption'] => ({
  algorithm: 'AES256',
  kept: [],
  keptInDefault: [],
  keptBesideRule: [],
  ...change,
});

describe('the form of encryption', () => {
  it.each([
    value(),
    value({ bucketKey: false }),
    value({ algorithm: 'aws:kms' }),
    value({ algorithm: 'aws:kms', kmsKeyId: 'key', bucketKey: true }),
    value({
      algorithm: 'aws:fsx',
      kept: ['<A></A>'],
      keptInDefault: ['<B></B>'],
      keptBesideRule: ['<C></C>'],
    }),
  ])('gives back what it was given: %j', (given) => {
    expect(toValue(toForm(given), given)).toEqual(given);
  });

  it('without an algorithm is no setting', () => {
    expect(toValue(toForm(undefined), undefined)).toBeUndefined();
    expect(toValue({ ...toForm(value()), algorithm: '' }, value())).toBeUndefined();
  });

  it('drops the key where the algorithm takes none', () => {
    const before = value({ algorithm: 'aws:kms', kmsKeyId: 'key', bucketKey: true });
    expect(toValue({ ...toForm(before), algorithm: 'AES256' }, before)).toEqual(value());
  });

  it.each([
    ['', undefined],
    [' key ', undefined],
    ['arn:aws:kms:eu-west-1:1:key/1', undefined],
    ['two keys', 'keyBlanks'],
    ['k'.repeat(2049), 'keyTooLong'],
    ['k\u0000', 'unwritable'],
  ])('judges the key %j: %s', (kmsKeyId, problem) => {
    const form = { algorithm: 'aws:kms', kmsKeyId, bucketKey: false };
    expect(keyProblem(form)).toBe(problem);
    expect(toValue(form, undefined) === 'invalid').toBe(problem !== undefined);
    expect(keyProblem({ ...form, algorithm: 'AES256' })).toBeUndefined();
  });
});
