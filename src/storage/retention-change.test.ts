import { expect, test } from 'vitest';
import { retentionChangeNeeds } from './retention-change.ts';
import type { Retention } from './types.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const governed = (until: string): Retention => ({ mode: 'GOVERNANCE', until: new Date(until) });
const bound = (until: string): Retention => ({ mode: 'COMPLIANCE', until: new Date(until) });

test.each<[string, Retention | undefined, Retention | undefined, string]>([
  ['a first one', undefined, bound('2027-01-01'), 'nothing'],
  ['none where there is none', undefined, undefined, 'nothing'],
  ['longer governance', governed('2027-01-01'), governed('2027-01-02'), 'nothing'],
  ['the same', governed('2027-01-01'), governed('2027-01-01'), 'nothing'],
  ['shorter governance', governed('2027-01-02'), governed('2027-01-01'), 'bypass'],
  ['no governance any more', governed('2027-01-02'), undefined, 'bypass'],
  ['governance to compliance', governed('2027-01-01'), bound('2028-01-01'), 'bypass'],
  ['longer compliance', bound('2027-01-01'), bound('2028-01-01'), 'nothing'],
  ['shorter compliance', bound('2028-01-01'), bound('2027-01-01'), 'impossible'],
  ['compliance to governance', bound('2027-01-01'), governed('2028-01-01'), 'impossible'],
  ['no compliance any more', bound('2027-01-01'), undefined, 'impossible'],
  ['after its end, anything', bound('2026-11-21T12:00:00Z'), undefined, 'nothing'],
])('%s', (_what, current, wanted, needs) => {
  expect(retentionChangeNeeds(current, wanted, now)).toBe(needs);
});
