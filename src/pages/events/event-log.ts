import type { BucketEvent } from '../../storage/index.ts';

/** One line of the page: an event as it was told, or what a comparison of listings found. */
export interface LoggedEvent extends Omit<BucketEvent, 'kind'> {
  /** Counts up from 1 for as long as the page is open. */
  number: number;
  found?: 'appeared' | 'changed' | 'gone';
  /** What a filter looks at, in lower case. */
  text: string;
}

export type NewEvent = Omit<BucketEvent, 'kind'> & Pick<LoggedEvent, 'found'>;

export interface EventLog {
  /** Oldest first. */
  events: readonly LoggedEvent[];
  total: number;
  /** How many came by slot of `slotSeconds`, by the clock of this machine; only the slots of the chart. */
  slots: ReadonlyMap<number, number>;
}

export const mostKept = 10_000;
/** The chart: as many bars, each of as many seconds. */
export const slotCount = 60;
export const slotSeconds = 5;

export const emptyLog: EventLog = { events: [], total: 0, slots: new Map() };

const slotOf = (now: number) => Math.floor(now / (slotSeconds * 1000));

/** `now`, ms since 1970: when they came. The times in events are the server's. `overflow`: came, and was not kept. */
export function withEvents(log: EventLog, arrived: readonly NewEvent[], now: number, overflow = 0): EventLog {
  const count = arrived.length + overflow;
  if (count === 0) return log;
  const first = log.total + overflow + 1;
  const added = arrived.map((event, index) => ({ ...event, number: first + index, text: textOf(event) }));
  const slot = slotOf(now);
  const slots = new Map([...log.slots].filter(([one]) => one > slot - slotCount));
  slots.set(slot, (slots.get(slot) ?? 0) + count);
  return { events: [...log.events, ...added].slice(-mostKept), total: log.total + count, slots };
}

const textOf = ({ name, key, versionId, who, sourceIp }: NewEvent) =>
  [name, key, versionId, who, sourceIp].filter(Boolean).join('\n').toLowerCase();

/** Newest first. Every word of the filter occurs somewhere in the event. */
export function filteredEvents(events: readonly LoggedEvent[], filter: string): LoggedEvent[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return events.filter(({ text }) => words.every((word) => text.includes(word))).toReversed();
}

/** The slots of the chart in which anything came, the newest first: when each began, and how many came. */
export function chartRows(log: Pick<EventLog, 'slots'>, now: number): { from: Date; count: number }[] {
  const first = slotOf(now) - slotCount + 1;
  return [...log.slots]
    .filter(([slot, count]) => slot >= first && count > 0)
    .sort(([a], [b]) => b - a)
    .map(([slot, count]) => ({ from: new Date(slot * slotSeconds * 1000), count }));
}

/** Counts of the last slots, oldest first, the running one last. */
export function chartBars(log: Pick<EventLog, 'slots'>, now: number): number[] {
  const last = slotOf(now);
  return Array.from({ length: slotCount }, (_, index) => log.slots.get(last - slotCount + 1 + index) ?? 0);
}
