import { expect, test } from 'vitest';
import { type Retention, type StorageDriver, StorageError } from '../../../storage/index.ts';
import { lockReasons } from './lock-reasons.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const governed: Retention = { mode: 'GOVERNANCE', until: new Date('2027-01-01') };
const over: Retention = { mode: 'COMPLIANCE', until: new Date('2026-01-01') };

function locksWith(retentions: Record<string, Retention | undefined>, held: string[]) {
  return {
    readRetention: async ({ key }: { key: string }) => {
      if (key === 'denied') throw new StorageError('access-denied');
      return retentions[key];
    },
    readLegalHold: async ({ key }: { key: string }) => held.includes(key),
  } as unknown as NonNullable<StorageDriver['locks']>;
}

test('tells what keeps each, and nothing of what is kept by something else', async () => {
  const refused = ['governed', 'held', 'both', 'over', 'denied', 'free'].map((key) => ({
    key,
    versionId: 'v1',
  }));
  const locks = locksWith({ governed, both: governed, over }, ['held', 'both']);
  const { signal } = new AbortController();
  expect(await lockReasons(locks, 'b', refused, { signal, now })).toEqual(
    new Map([
      ['v1 governed', { retention: governed, legalHold: false }],
      ['v1 held', { retention: undefined, legalHold: true }],
      ['v1 both', { retention: governed, legalHold: true }],
    ]),
  );
});

test('asks of the first ones only', async () => {
  let asked = 0;
  const locks = {
    readRetention: async () => undefined,
    readLegalHold: async () => {
      asked += 1;
      return true;
    },
  } as unknown as NonNullable<StorageDriver['locks']>;
  const many = Array.from({ length: 200 }, (_, index) => ({ key: `k${index}`, versionId: 'v' }));
  const reasons = await lockReasons(locks, 'b', many, { signal: new AbortController().signal, now });
  expect([asked, reasons.size]).toEqual([60, 60]);
});
