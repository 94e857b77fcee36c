import { expect, test } from 'vitest';
import type { ConnectionCheck } from '../../storage/index.ts';
import { checkOutcome } from './check-outcome.ts';

/** `+cors -clock ~key`: passed, failed, skipped. */
function results(text: string): ConnectionCheck[] {
  const marks = { '+': 'passed', '-': 'failed', '~': 'skipped' } as const;
  return text.split(' ').map((word) => ({
    check: word.slice(1) as ConnectionCheck['check'],
    result: marks[word[0] as keyof typeof marks],
  }));
}

test.each([
  ['+mixed-content +reachable +cors +clock +key +signature +region +list-buckets +etag-exposed', 'go'],
  ['+mixed-content +reachable +cors ~clock ~key ~signature ~region ~list-buckets ~etag-exposed', 'go'],
  ['-mixed-content', 'stop'],
  ['+mixed-content -reachable', 'stop'],
  ['+mixed-content +reachable -cors', 'by-name'],
  ['+mixed-content +reachable +cors +clock -key', 'stop'],
  ['+mixed-content +reachable +cors +clock +key -signature', 'stop'],
  ['+mixed-content +reachable +cors +clock ~key ~signature -region', 'stop'],
  ['+mixed-content +reachable +cors +clock +key +signature +region -list-buckets ~etag-exposed', 'by-name'],
  ['+mixed-content +reachable +cors +clock +key +signature +region +list-buckets -etag-exposed', 'limited'],
  ['+mixed-content +reachable +cors -clock +key +signature +region +list-buckets +etag-exposed', 'limited'],
  ['+mixed-content +reachable +cors -clock +key +signature +region -list-buckets ~etag-exposed', 'by-name'],
  ['+mixed-content +reachable +cors -clock', 'stop'],
  ['+mixed-content +reachable +cors -clock +key -signature', 'stop'],
] as const)('%s: %s', (text, outcome) => {
  expect(checkOutcome(results(text))).toBe(outcome);
});

test('no result is no permission', () => {
  expect(checkOutcome([])).toBe('stop');
});
