import { expect, test } from 'vitest';
import type { KeyState } from '../../../storage/index.ts';
import { keysNotice } from './keys-ending.ts';

const now = Date.parse('2026-11-21T12:00:00Z');

test.each<[KeyState['phase'], boolean, number, ReturnType<typeof keysNotice>]>([
  ['valid', true, 3_599_000, { kind: 'fine', seconds: 3600 }],
  ['valid', true, 61_000, { kind: 'fine', seconds: 120 }],
  ['valid', true, -1000, { kind: 'fine', seconds: 0 }],
  ['renewing', true, 41_000, { kind: 'renewing', seconds: 50 }],
  ['asking', true, 240_000, { kind: 'ending', seconds: 240, waiting: false }],
  ['asking', true, 0, { kind: 'over', seconds: 0, waiting: true }],
  ['asking', false, -5, { kind: 'over', seconds: 0, waiting: false }],
  ['ended', true, -5, { kind: 'over', seconds: 0, waiting: false }],
  ['ended', true, 90_000, { kind: 'fine', seconds: 120 }],
])('%s, renewable %s, %d ms before the end', (phase, renewable, left, notice) => {
  expect(keysNotice({ phase, renewable, expiresAt: new Date(now + left) }, now)).toEqual(notice);
});
