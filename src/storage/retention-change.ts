import type { Retention } from './types.ts';

/**
 * What a version's retention asks of who wants it to become `wanted` (undefined: none). `bypass`: the right to bypass
 * governance, asked for by name. `impossible`: nobody can, not even the owner. One that is over binds nobody. `now` is
 * in ms. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html#object-lock-retention-modes
 */
export function retentionChangeNeeds(
  current: Retention | undefined,
  wanted: Retention | undefined,
  now: number,
): 'nothing' | 'bypass' | 'impossible' {
  if (current === undefined || current.until.getTime() <= now) return 'nothing';
  if (wanted?.mode === current.mode && wanted.until >= current.until) return 'nothing';
  return current.mode === 'GOVERNANCE' ? 'bypass' : 'impossible';
}
