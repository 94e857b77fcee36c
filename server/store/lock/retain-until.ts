/** https://www.w3.org/TR/NOTE-datetime, to the second at least and with its time zone. */
const iso8601 = /^(\d{4}-\d{2}-(\d{2}))T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Unix ms, or undefined for what is no date that a retention may end at. */
export function parseRetainUntil(text: string): number | undefined {
  const [, date, day] = iso8601.exec(text.trim()) ?? [];
  if (date === undefined) return undefined;
  const time = Date.parse(text.trim());
  // Date.parse takes 31 February for a day in March.
  if (Number.isNaN(time) || new Date(`${date}T00:00:00Z`).getUTCDate() !== Number(day)) return undefined;
  return time;
}
