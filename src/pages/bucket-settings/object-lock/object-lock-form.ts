import type { SettingValues } from '../../../storage/index.ts';

type ObjectLock = SettingValues['object-lock'];
type Retention = NonNullable<ObjectLock['defaultRetention']>;

export interface ObjectLockForm {
  mode: Retention['mode'] | 'none';
  /** As typed. */
  amount: string;
  unit: 'days' | 'years';
}

export function toForm(value: ObjectLock | undefined): ObjectLockForm {
  const retention = value?.defaultRetention;
  if (retention === undefined) return { mode: 'none', amount: '', unit: 'days' };
  const { mode, period } = retention;
  return 'days' in period
    ? { mode, amount: String(period.days), unit: 'days' }
    : { mode, amount: String(period.years), unit: 'years' };
}

/** What servers take. */
export const most = { days: 36_500, years: 100 } as const;

export type AmountProblem = 'amountMissing' | 'amountNoNumber' | 'amountTooLarge';

export function amountProblem({ mode, amount, unit }: ObjectLockForm): AmountProblem | undefined {
  if (mode === 'none') return undefined;
  const typed = amount.trim();
  if (typed === '') return 'amountMissing';
  if (!/^\d+$/.test(typed) || Number(typed) === 0) return 'amountNoNumber';
  return Number(typed) > most[unit] ? 'amountTooLarge' : undefined;
}

/** On top of what the bucket has: the lock itself is nothing that a form can give or take. */
export function toValue(form: ObjectLockForm, before: ObjectLock | undefined): ObjectLock | 'invalid' {
  if (before === undefined || amountProblem(form)) return 'invalid';
  if (form.mode === 'none') return { kept: before.kept };
  const count = Number(form.amount.trim());
  return {
    defaultRetention: {
      mode: form.mode,
      period: form.unit === 'days' ? { days: count } : { years: count },
    },
    kept: before.kept,
  };
}

export type LockNotice = 'compliance' | 'governance' | 'noDefault';

/** A stored object never becomes free by a change here; a new one may be bound for ever long. */
export function noticeFor(value: ObjectLock): LockNotice {
  const mode = value.defaultRetention?.mode;
  if (mode === undefined) return 'noDefault';
  return mode === 'COMPLIANCE' ? 'compliance' : 'governance';
}
