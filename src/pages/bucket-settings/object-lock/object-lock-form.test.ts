import { describe, expect, it } from 'vitest';
import type { SettingValues } from '../../../storage/index.ts';
import { amountProblem, noticeFor, type ObjectLockForm, toForm, toValue } from './object-lock-form.ts';

type ObjectLock = SettingValues['object-lock'];

describe('the form of Object Lock', () => {
  it.each<ObjectLock>([
    { kept: [] },
    { kept: ['<Rule><DefaultRetention><Mode>OTHER</Mode></DefaultRetention></Rule>'] },
    { defaultRetention: { mode: 'GOVERNANCE', period: { days: 30 } }, kept: [] },
    { defaultRetention: { mode: 'COMPLIANCE', period: { years: 7 } }, kept: ['<More>1</More>'] },
  ])('gives back what it was given: %j', (given) => {
    expect(toValue(toForm(given), given)).toEqual(given);
  });

  it.each<[string, ObjectLockForm['unit'], string | undefined]>([
    ['1', 'days', undefined],
    [' 30 ', 'days', undefined],
    ['36500', 'days', undefined],
    ['36501', 'days', 'amountTooLarge'],
    ['100', 'years', undefined],
    ['101', 'years', 'amountTooLarge'],
    ['', 'days', 'amountMissing'],
    ['0', 'days', 'amountNoNumber'],
    ['-1', 'days', 'amountNoNumber'],
    ['1.5', 'days', 'amountNoNumber'],
    ['1e3', 'days', 'amountNoNumber'],
    ['ten', 'years', 'amountNoNumber'],
  ])('judges %j %s: %s', (amount, unit, problem) => {
    const form: ObjectLockForm = { mode: 'GOVERNANCE', amount, unit };
    expect(amountProblem(form)).toBe(problem);
    expect(toValue(form, { kept: [] }) === 'invalid').toBe(problem !== undefined);
    expect(amountProblem({ ...form, mode: 'none' })).toBeUndefined();
  });

  it('gives no bucket a lock that was made without', () => {
    expect(toValue({ mode: 'GOVERNANCE', amount: '1', unit: 'days' }, undefined)).toBe('invalid');
  });

  it.each<[string, ObjectLock]>([
    ['noDefault', { kept: [] }],
    ['governance', { defaultRetention: { mode: 'GOVERNANCE', period: { days: 1 } }, kept: [] }],
    ['compliance', { defaultRetention: { mode: 'COMPLIANCE', period: { days: 1 } }, kept: [] }],
  ])('warns of %s', (notice, value) => {
    expect(noticeFor(value)).toBe(notice);
  });
});
