import { expect, test } from 'vitest';
import { type ConnectionCheck, StorageError } from '../../storage/index.ts';
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
  expect(checkOutcome(results(text), 's3')).toBe(outcome);
});

test('no result is no permission', () => {
  expect(checkOutcome([], 's3')).toBe('stop');
});

test.each([
  ['+reachable +cors +manage-reachable +manage-cors +clock +keys +namespace', 'go'],
  ['+reachable +cors +manage-reachable +manage-cors +clock +keys ~namespace', 'go'],
  ['+reachable +cors +token-expiry +token +namespace', 'go'],
  ['+reachable -cors', 'stop'],
  ['+reachable +cors +manage-reachable +manage-cors +clock -keys ~namespace', 'stop'],
  ['+reachable +cors +manage-reachable +manage-cors +clock +keys -namespace', 'stop'],
  ['+reachable +cors -token-expiry ~token ~namespace', 'stop'],
  ['+reachable +cors +token-expiry -token ~namespace', 'stop'],
  ['+reachable +cors +manage-reachable +manage-cors -clock', 'stop'],
  ['+reachable +cors +manage-reachable +manage-cors -clock +keys +namespace', 'limited'],
  ['+reachable +cors -manage-reachable', 'limited'],
  ['+reachable +cors +manage-reachable -manage-cors', 'limited'],
] as const)('of Want, %s: %s', (text, outcome) => {
  expect(checkOutcome(results(text), 'want')).toBe(outcome);
});

test('a namespace that may not be looked into may still take uploads', () => {
  const all: ConnectionCheck[] = [
    ...results('+reachable +cors +keys'),
    { check: 'namespace', result: 'failed', error: new StorageError('access-denied') },
  ];
  expect(checkOutcome(all, 'want')).toBe('limited');
});
