import type { LifecycleTime } from './setting-types.ts';

const day = 86_400_000;

/**
 * When something is due so many days after a time: the days are added, and the sum is rounded up to the next
 * midnight UTC. Unix ms.
 */
export const afterDays = (since: number, days: number): number => (Math.floor(since / day) + days + 1) * day;

/** By days since a time, or from a date on; what came after that date is due from when it came. Unix ms. */
export const dueTime = (time: LifecycleTime, since: number): number =>
  'days' in time ? afterDays(since, time.days) : Math.max(Date.parse(time.date), since);

/** Whether a date is one that a lifecycle takes: a midnight in UTC. */
export function isMidnight(date: string): boolean {
  const time = Date.parse(date);
  return /^\d{4}-\d\d-\d\dT/.test(date) && time % day === 0;
}
