import { describe, expect, it, vi } from 'vitest';
import type { Act } from './act-types.ts';
import { createJournal } from './journal.ts';

const stat = (key: string): Act => ({ kind: 'stat', bucket: 'b', key, sealed: false });
const list = (prefix: string): Act => ({ kind: 'list-objects', bucket: 'b', prefix, recursive: false });

describe('the journal', () => {
  it('tells the newest first, with the time and the refusal, and is the same object until then', () => {
    let time = 5;
    const journal = createJournal(() => time);
    const heard = vi.fn();
    const stop = journal.subscribe(heard);
    journal.add(list('a/'));
    const before = journal.getSnapshot();
    expect(journal.getSnapshot()).toBe(before);
    time = 6;
    journal.add(stat('k'), 'access-denied');
    expect(journal.getSnapshot()).toMatchObject([
      { act: { kind: 'stat', key: 'k' }, at: 6, refused: 'access-denied' },
      { act: { kind: 'list-objects' }, at: 5, refused: undefined },
    ]);
    stop();
    journal.add(list('b/'));
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('tells once what is asked again, with how it went last', () => {
    const journal = createJournal();
    journal.add(stat('k'), 'network');
    journal.add(list(''));
    journal.add(stat('k'));
    expect(journal.getSnapshot().map(({ act, refused }) => [act.kind, refused])).toEqual([
      ['stat', undefined],
      ['list-objects', undefined],
    ]);
  });

  it('keeps ten of a kind in a row and counts the others', () => {
    const journal = createJournal();
    journal.add(list('before'));
    for (let n = 0; n < 300; n++) journal.add(stat(`k${n}`));
    const told = journal.getSnapshot();
    expect(told).toHaveLength(11);
    expect(told[0]).toMatchObject({ act: { key: 'k299' }, more: 0 });
    expect(told[9]).toMatchObject({ act: { key: 'k290' }, more: 290 });
    expect(told[10]?.act.kind).toBe('list-objects');
  });

  it('keeps fifty in all', () => {
    const journal = createJournal();
    for (let n = 0; n < 60; n++) {
      journal.add(n % 2 ? list(`${n}`) : { kind: 'head-bucket', bucket: `${n}` });
    }
    expect(journal.getSnapshot()).toHaveLength(50);
  });
});
