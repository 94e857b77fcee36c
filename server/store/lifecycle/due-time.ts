const day = 86_400_000;

/**
 * When something is due that begins so many days after a time: the days are added, and what comes out is rounded up
 * to the next midnight UTC. Without days it is due at once. All in Unix ms.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html#intro-lifecycle-rules-actions
 */
export const afterDays = (since: number, days: number): number =>
  days === 0 ? since : (Math.floor(since / day) + days + 1) * day;

/** A date or time of ISO 8601, without a zone in UTC, as Unix ms; undefined for anything else. */
export function parseDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d:\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, dayOfMonth, time = 'T00:00:00', zone = 'Z'] = match;
  // JavaScript takes 30 February for 1 March.
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const parsed = Date.parse(`${year}-${month}-${dayOfMonth}${time}${zone}`);
  return Number.isNaN(parsed) || Number(dayOfMonth) > lastDay ? undefined : parsed;
}
