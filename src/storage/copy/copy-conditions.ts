import type { ObjectHead } from '../types.ts';
import type { SourceConditions } from './copy-types.ts';

/**
 * The first condition that does not hold for what a HEAD has just said. It is looked at here as well as by the server,
 * because HTTP leaves If-Unmodified-Since aside beside an If-Match, which every copy of ours carries: with that, what
 * was true of this HEAD is true of the copy. RFC 9110, 13.2.2; times count in whole seconds.
 */
export function failedCondition(
  { sourceIfMatch, sourceIfNoneMatch, sourceIfModifiedSince, sourceIfUnmodifiedSince }: SourceConditions,
  { etag, lastModified }: Pick<ObjectHead, 'etag' | 'lastModified'>,
): keyof SourceConditions | undefined {
  if (sourceIfMatch !== undefined && sourceIfMatch !== etag) return 'sourceIfMatch';
  if (sourceIfNoneMatch !== undefined && sourceIfNoneMatch === etag) return 'sourceIfNoneMatch';
  const modified = seconds(lastModified);
  // What cannot be known does not hold.
  if (sourceIfModifiedSince && !(modified > seconds(sourceIfModifiedSince))) return 'sourceIfModifiedSince';
  if (sourceIfUnmodifiedSince && !(modified <= seconds(sourceIfUnmodifiedSince))) {
    return 'sourceIfUnmodifiedSince';
  }
  return undefined;
}

export function seconds(time: Date | undefined): number {
  return time === undefined ? Number.NaN : Math.floor(time.getTime() / 1000);
}
