import { describe, expect, it } from 'vitest';
import { compareKeys, type ListQuery, listPage, type Position, type Row, type Scan } from './roll-up.ts';

interface Place {
  key: string;
  id?: string;
}

const comparePlaces = (a: Place, b: Place) =>
  compareKeys(a.key, b.key) || compareKeys(a.id ?? '', b.id ?? '');

/** The same positions over a sorted array, with the rows counted that a listing looks at. */
function arrayScan(places: readonly Place[], visited = { rows: 0 }): Scan<number> {
  const rows = [...places].sort(comparePlaces).map((place, value): Row<number> => ({ ...place, value }));
  const isIn = (row: Place, from: Position) => {
    if (from.at === 'key') return compareKeys(row.key, from.key) >= 0;
    if (from.at === 'past-prefix') {
      return compareKeys(row.key, from.prefix) > 0 && !row.key.startsWith(from.prefix);
    }
    return from.id === undefined ? compareKeys(row.key, from.key) > 0 : comparePlaces(row, from) > 0;
  };
  return function* (from) {
    for (const row of rows) {
      if (!isIn(row, from)) continue;
      visited.rows += 1;
      yield row;
    }
  };
}

/** What a listing means, without any thought of cost: all entries, in order, behind the marker. */
function naive(places: readonly Place[], { prefix, delimiter, after, limit }: ListQuery) {
  const entries = new Map<string, Place & { rolledUp: boolean }>();
  for (const place of places) {
    if (!place.key.startsWith(prefix)) continue;
    const found = delimiter === '' ? -1 : place.key.indexOf(delimiter, prefix.length);
    const entry =
      found === -1
        ? { ...place, rolledUp: false }
        : { key: place.key.slice(0, found + delimiter.length), rolledUp: true };
    entries.set(JSON.stringify(entry), entry);
  }
  const behind = [...entries.values()].sort(comparePlaces).filter((entry) => {
    if (after === undefined) return true;
    const order = compareKeys(entry.key, after.key);
    if (order !== 0 || entry.rolledUp || after.id === undefined) return order > 0;
    return comparePlaces(entry, after) > 0;
  });
  const page = behind.slice(0, limit);
  return {
    rows: page.filter(({ rolledUp }) => !rolledUp).map(({ key, id }) => ({ key, id })),
    commonPrefixes: page.filter(({ rolledUp }) => rolledUp).map(({ key }) => key),
    truncated: limit > 0 && behind.length > limit,
  };
}

/** A small generator with a seed, so that a failure comes again. */
function seeded(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const letters = ['a', 'b', '/', '-', '\u0000', '\u007f', 'é', '中', '\uffff', '🪣'];

describe('a listing', () => {
  it('gives what a plain look at all keys gives, page by page', () => {
    const random = seeded(7);
    const word = (length: number) =>
      Array.from({ length: random(length) }, () => letters[random(letters.length)]).join('');
    for (let round = 0; round < 1500; round += 1) {
      const withIds = round % 3 === 0;
      const places = [
        ...new Map(
          Array.from({ length: random(40) }, () => {
            const place: Place = withIds ? { key: word(6), id: String(random(3)) } : { key: word(6) };
            return [JSON.stringify(place), place] as const;
          }),
        ).values(),
      ];
      const query: ListQuery = {
        prefix: word(3),
        delimiter: random(4) === 0 ? '' : word(3),
        after:
          random(2) === 0
            ? undefined
            : { key: word(6), ...(withIds && random(2) ? { id: String(random(3)) } : {}) },
        limit: random(8),
      };
      for (let page = 0; page < 50; page += 1) {
        const listed = listPage(arrayScan(places), query);
        const found = {
          rows: listed.rows.map(({ key, id }) => ({ key, id })),
          commonPrefixes: listed.commonPrefixes,
          truncated: listed.truncated,
        };
        expect(found, JSON.stringify({ places, query })).toEqual(naive(places, query));
        if (!listed.truncated) break;
        query.after = listed.last;
      }
    }
  });

  it('looks at one row a common prefix, not at all that it rolls up', () => {
    const places = Array.from({ length: 5000 }, (_, index) => ({ key: `d${index % 5}/f${index}` }));
    const visited = { rows: 0 };
    const page = listPage(arrayScan(places, visited), {
      prefix: '',
      delimiter: '/',
      after: undefined,
      limit: 1000,
    });
    expect(page.commonPrefixes).toEqual(['d0/', 'd1/', 'd2/', 'd3/', 'd4/']);
    expect(visited.rows).toBe(5);
  });
});
