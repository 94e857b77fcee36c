/** What S3 lets a presigned link live: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
const maxExpiry = 604_800;

export const expiryUnits = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
export type ExpiryUnit = keyof typeof expiryUnits;

/** Offered with one click, in seconds. */
export const expiryPresets = [
  { id: 'hour', seconds: 3600 },
  { id: 'day', seconds: 86_400 },
  { id: 'week', seconds: maxExpiry },
] as const;

export type ExpiryProblem = 'not-a-number' | 'too-short' | 'too-long';

/** Whole seconds, 1 to 604,800, or why not. */
export function expiryOf(amount: string, unit: ExpiryUnit): { seconds: number } | { problem: ExpiryProblem } {
  const value = amount.trim() === '' ? Number.NaN : Number(amount);
  if (!Number.isFinite(value)) return { problem: 'not-a-number' };
  const seconds = Math.round(value * expiryUnits[unit]);
  if (seconds < 1) return { problem: 'too-short' };
  return seconds > maxExpiry ? { problem: 'too-long' } : { seconds };
}

/** What ends a link first: its own expiry, or the end of the credentials that signed it. */
export function linkEnd(
  expiresAt: Date,
  credentialsExpireAt: Date | undefined,
): { by: 'expiry' | 'credentials'; at: Date } {
  return credentialsExpireAt && credentialsExpireAt < expiresAt
    ? { by: 'credentials', at: credentialsExpireAt }
    : { by: 'expiry', at: expiresAt };
}

/** Whether temporary keys signed a link: it ends with them, whenever that is. */
export const isOfSession = (url: string) => new URL(url).searchParams.has('X-Amz-Security-Token');
