import type { Offers } from '../offers.ts';
import type { Place } from './use-place.ts';

/**
 * A link may come from a connection that has more than this one. A list of versions says itself that there is none.
 */
export function placeHere(place: Place, offers: Pick<Offers, 'metadata' | 'versions'>): Place {
  if (offers.metadata && offers.versions) return place;
  return {
    ...place,
    meta: place.meta && offers.metadata,
    version: offers.versions ? place.version : undefined,
  };
}
