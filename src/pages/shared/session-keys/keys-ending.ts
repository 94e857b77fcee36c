import type { KeyState } from '../../../storage/index.ts';

/** What is said about keys, and what can be done: `seconds` until their end, whole minutes but for the last one. */
export type KeysNotice =
  | { kind: 'fine' | 'renewing'; seconds: number }
  | { kind: 'ending' | 'over'; seconds: number; waiting: boolean };

/** Rounded up to minutes, because a second hand in the corner of the eye is noise; the last minute to ten seconds. */
function calmSeconds(left: number): number {
  const step = left > 60_000 ? 60 : 10;
  return Math.max(0, Math.ceil(left / 1000 / step) * step);
}

/** `now` in ms. `waiting`: requests hold on for an answer, because keys can still be had here. */
export function keysNotice({ phase, expiresAt, renewable }: KeyState, now: number): KeysNotice {
  const left = expiresAt.getTime() - now;
  const seconds = calmSeconds(left);
  if (phase === 'renewing') return { kind: 'renewing', seconds };
  if (left <= 0 && phase !== 'valid') {
    return { kind: 'over', seconds: 0, waiting: phase === 'asking' && renewable };
  }
  return phase === 'asking' ? { kind: 'ending', seconds, waiting: false } : { kind: 'fine', seconds };
}
