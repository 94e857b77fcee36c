import { describe, expect, it } from 'vitest';
import {
  chartBars,
  chartRows,
  emptyLog,
  filteredEvents,
  mostKept,
  type NewEvent,
  slotCount,
  slotSeconds,
  withEvents,
} from './event-log.ts';

const event = (key: string, more: Partial<NewEvent> = {}): NewEvent => ({
  name: 's3:ObjectCreated:Put',
  time: new Date(0),
  bucket: 'b',
  key,
  ...more,
});
const many = (count: number) => Array.from({ length: count }, (_, index) => event(`k${index}`));

describe('the log', () => {
  it('keeps what came, numbered', () => {
    const log = withEvents(withEvents(emptyLog, [event('a'), event('b')], 0), [event('c')], 0);
    expect(log.total).toBe(3);
    expect(log.events.map(({ number, key }) => [number, key])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
  });

  it('forgets the oldest beyond what it keeps, and counts on', () => {
    const log = withEvents(withEvents(emptyLog, many(mostKept), 0), [event('last')], 0);
    expect(log.events).toHaveLength(mostKept);
    expect(log.events[0]?.key).toBe('k1');
    expect(log.events.at(-1)).toMatchObject({ key: 'last', number: mostKept + 1 });
    expect(log.total).toBe(mostKept + 1);
  });

  it('counts what came too fast to be kept', () => {
    const log = withEvents(emptyLog, [event('a')], 0, 5);
    expect(log.total).toBe(6);
    expect(log.events[0]?.number).toBe(6);
  });

  it('stays the same when nothing came', () => {
    expect(withEvents(emptyLog, [], 0)).toBe(emptyLog);
  });

  it('takes 10,000 events one by one in reasonable time', () => {
    const start = performance.now();
    let log = emptyLog;
    for (let frame = 0; frame < 200; frame += 1) log = withEvents(log, many(100), frame);
    expect(log.total).toBe(20_000);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('the filter', () => {
  const { events } = withEvents(
    emptyLog,
    [
      event('in/Cat.jpg', { who: 'alice', sourceIp: '10.0.0.7' }),
      event('in/dog.jpg', { name: 's3:ObjectRemoved:Delete', who: 'bob' }),
      event('猫', { versionId: 'V1' }),
    ],
    0,
  );

  it.each([
    ['', ['猫', 'in/dog.jpg', 'in/Cat.jpg']],
    ['  ', ['猫', 'in/dog.jpg', 'in/Cat.jpg']],
    ['cat', ['in/Cat.jpg']],
    ['JPG', ['in/dog.jpg', 'in/Cat.jpg']],
    ['jpg bob', ['in/dog.jpg']],
    ['removed', ['in/dog.jpg']],
    ['10.0.0', ['in/Cat.jpg']],
    ['v1', ['猫']],
    ['nothing', []],
  ])('"%s" leaves %j, newest first', (filter, keys) => {
    expect(filteredEvents(events, filter).map(({ key }) => key)).toEqual(keys);
  });
});

describe('the chart', () => {
  const slot = slotSeconds * 1000;

  it('counts by slot, the running one last', () => {
    let log = withEvents(emptyLog, many(2), 10 * slot);
    log = withEvents(log, many(1), 10 * slot + 1);
    log = withEvents(log, many(4), 12 * slot);
    expect(chartBars(log, 12 * slot).slice(-4)).toEqual([0, 3, 0, 4]);
    expect(chartBars(log, 13 * slot).slice(-4)).toEqual([3, 0, 4, 0]);
  });

  it('has a table of the slots in which anything came, the newest first', () => {
    let log = withEvents(emptyLog, many(2), 10 * slot);
    log = withEvents(log, many(4), 12 * slot);
    expect(chartRows(log, 12 * slot + 1)).toEqual([
      { from: new Date(12 * slot), count: 4 },
      { from: new Date(10 * slot), count: 2 },
    ]);
    expect(chartRows(log, (10 + slotCount) * slot)).toEqual([{ from: new Date(12 * slot), count: 4 }]);
    expect(chartRows(emptyLog, 0)).toEqual([]);
  });

  it('forgets what lies behind its first bar', () => {
    let log = withEvents(emptyLog, many(2), 0);
    log = withEvents(log, many(1), slotCount * slot);
    expect([...log.slots.values()]).toEqual([1]);
    expect(chartBars(log, slotCount * slot)).toHaveLength(slotCount);
  });
});
