import { malformedPolicy } from './malformed-policy.ts';
import type { Statement } from './policy.ts';
import { actionsMatched } from './policy-actions.ts';
import { matchesWildcard, type Wildcard } from './wildcard.ts';

/** Keys that only a listing has. */
const listingKeys = ['s3:prefix', 's3:delimiter', 's3:max-keys'];

/**
 * Refuses what could never do anything in the policy of this bucket, as it is a mistake: a resource of another
 * bucket, an action that does not exist, one of objects where only the bucket is named and the other way round.
 */
export function checkStatementScope({ action, resource, conditions }: Statement, bucket: string): void {
  for (const pattern of resource.listed) {
    if (!resource.isExcept && !isAbout(pattern, bucket)) {
      throw malformedPolicy('The policy has a resource that is not of this bucket.');
    }
  }
  const names = resource.isExcept
    ? { bucket: true, objects: true }
    : {
        bucket: resource.listed.some((pattern) => matchesWildcard(loosened(pattern), bucketArn(bucket))),
        objects: resource.listed.some(isOfObjects),
      };
  for (const pattern of action.listed) {
    const { ofObjects, ofBuckets } = actionsMatched(pattern);
    if (!ofObjects && !ofBuckets) throw malformedPolicy('The policy has an action that does not exist.');
    if (action.isExcept) continue;
    if (!(ofObjects && names.objects) && !(ofBuckets && names.bucket)) {
      throw malformedPolicy('The policy has an action that does not apply to any of its resources.');
    }
  }
  const asksForListing = conditions.some(({ key }) => listingKeys.includes(key));
  if (asksForListing && !action.isExcept && !action.listed.some(isListing)) {
    throw malformedPolicy('The policy has a condition that no action of its statement can meet.');
  }
}

export const bucketArn = (bucket: string) => `arn:aws:s3:::${bucket}`;

/** Whether something of this bucket can be meant: what stands before the first slash matches its name. */
function isAbout(pattern: Wildcard, bucket: string): boolean {
  const slash = pattern.findIndex((part) => part.kind === 'character' && part.character === '/');
  const start = loosened(slash === -1 ? pattern : pattern.slice(0, slash));
  // A star may run on over slashes.
  const lastAny = start.findLastIndex(({ kind }) => kind === 'any');
  return (
    matchesWildcard(start, bucketArn(bucket)) ||
    (lastAny !== -1 && matchesWildcard(start.slice(0, lastAny + 1), bucketArn(bucket)))
  );
}

/** A variable may come to stand for anything. */
const loosened = (pattern: Wildcard): Wildcard =>
  pattern.map((part) => (part.kind === 'variable' ? { kind: 'any' } : part));

const isOfObjects = (pattern: Wildcard) =>
  loosened(pattern).some(
    (part) => part.kind === 'any' || (part.kind === 'character' && part.character === '/'),
  );

const isListing = (pattern: Wildcard) =>
  ['s3:listbucket', 's3:listbucketversions', 's3:listbucketmultipartuploads'].some((action) =>
    matchesWildcard(pattern, action),
  );
