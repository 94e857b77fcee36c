import { type Retention, retentionChangeNeeds } from '../../../storage/index.ts';

export const retentionModes = ['GOVERNANCE', 'COMPLIANCE', 'none'] as const;

export interface RetentionForm {
  mode: (typeof retentionModes)[number];
  /** As a field for date and time has it, in local time: `2027-01-31T09:30`. */
  until: string;
}

export type UntilProblem = 'missing' | 'past' | 'too-far' | 'shorter' | 'same';

const day = 86_400_000;
/** What servers take. */
const most = 100 * 365 * day;
const minute = 60_000;

/** In the form of a field for date and time, in local time and whole minutes. */
export function localText(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * minute);
  return local.toISOString().slice(0, 16);
}

/** From now on, in days; up to the next whole minute, so that it is not less. */
export const daysFrom = (now: number, days: number) => localText(new Date(now + days * day + minute));

export function toForm(current: Retention | undefined, now: number): RetentionForm {
  const isOn = current !== undefined && current.until.getTime() > now;
  return isOn
    ? { mode: current.mode, until: localText(current.until) }
    : { mode: 'GOVERNANCE', until: daysFrom(now, 30) };
}

/** Undefined where there is no date. What was not touched stays as exact as it was. */
function untilOf({ until }: RetentionForm, current: Retention | undefined): Date | undefined {
  if (current && localText(current.until) === until) return current.until;
  const time = new Date(until);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** What the form stands for; undefined: no retention. Only where `problemOf` finds nothing. */
export function wantedOf(form: RetentionForm, current: Retention | undefined): Retention | undefined {
  const until = untilOf(form, current);
  return form.mode === 'none' || until === undefined ? undefined : { mode: form.mode, until };
}

/** `current`: where it is known what is there. `now` in ms. */
export function problemOf(
  form: RetentionForm,
  current: Retention | undefined,
  now: number,
): UntilProblem | undefined {
  if (form.mode === 'none') return undefined;
  const until = untilOf(form, current);
  if (until === undefined) return 'missing';
  if (until.getTime() <= now) return 'past';
  if (until.getTime() > now + most) return 'too-far';
  if (current?.mode === form.mode && current.until.getTime() === until.getTime()) return 'same';
  if (
    form.mode === 'COMPLIANCE' &&
    retentionChangeNeeds(current, wantedOf(form, current), now) === 'impossible'
  )
    return 'shorter';
  return undefined;
}

/** A COMPLIANCE retention that runs keeps its mode. */
export const isImpossible = (mode: RetentionForm['mode'], current: Retention | undefined, now: number) =>
  current?.mode === 'COMPLIANCE' && current.until.getTime() > now && mode !== 'COMPLIANCE';

/** What has to be typed before nobody can undo it. */
export const complianceWord = 'COMPLIANCE';
