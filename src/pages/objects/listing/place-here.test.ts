import { expect, test } from 'vitest';
import { placeHere } from './place-here.ts';
import type { Place } from './use-place.ts';

const place: Place = {
  bucket: 'b',
  prefix: 'p/',
  q: '',
  flat: false,
  sort: 'name',
  desc: false,
  versions: true,
  meta: true,
  after: undefined,
  key: 'p/a',
  version: 'v1',
  tab: 'versions',
};

test('a link from elsewhere asks for no column that cannot be filled, and for no version where there are none', () => {
  expect(placeHere(place, { metadata: true, versions: true })).toBe(place);
  expect(placeHere(place, { metadata: false, versions: false })).toEqual({
    ...place,
    meta: false,
    version: undefined,
  });
});
