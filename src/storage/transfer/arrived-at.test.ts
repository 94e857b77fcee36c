import { expect, test } from 'vitest';
import { arrivedAt } from './arrived-at.ts';
import type { Transfer, TransferState } from './transfer-types.ts';

const transfer = (state: TransferState): Transfer => ({
  ...{ id: '1', kind: 'upload', connectionId: 'c', bucket: 'b', key: 'asked/for' },
  ...{ size: 1, bytesSent: 1, retries: 0 },
  state,
});
const verified = (receipt?: Extract<TransferState, { phase: 'verified' }>['receipt']): Transfer =>
  transfer({ phase: 'verified', by: 'md5', etag: 'e', receipt });

test.each([
  { what: 'nothing is said', receipt: undefined, place: { bucket: 'b', key: 'asked/for' } },
  { what: 'no place is named', receipt: { answer: '{}' }, place: { bucket: 'b', key: 'asked/for' } },
  {
    what: 'a policy named another',
    receipt: { answer: '', namespace: 'n', dir: '/2026/11', name: 'x.png' },
    place: { bucket: 'n', key: '2026/11/x.png' },
  },
  {
    what: 'it is the root',
    receipt: { answer: '', namespace: '', dir: '/', name: 'x' },
    place: { bucket: 'b', key: 'x' },
  },
])('where $what', ({ receipt, place }) => {
  expect(arrivedAt(verified(receipt))).toEqual(place);
});

test('before it has arrived it is where it was asked for', () => {
  expect(arrivedAt(transfer({ phase: 'running' }))).toEqual({ bucket: 'b', key: 'asked/for' });
});
