import { type BucketNameProblem, bucketNameProblem } from '../../storage/index.ts';

/**
 * What to say of a name while it is typed. `later`: it may still become right by typing on, so it is said in the
 * quiet tone until the field is left. `now`: only going back helps.
 */
export type NameFeedback =
  | { tone: 'none' }
  | { tone: 'later'; problem: BucketNameProblem }
  | { tone: 'now'; problem: BucketNameProblem };

/** Whether some server may have a bucket of this name: old ones took more than the rules of today allow. */
export const isBucketAddress = (name: string) => /^[\w.-]+$/.test(name);

export function nameFeedback(name: string): NameFeedback {
  const problem = bucketNameProblem(name);
  if (!problem) return { tone: 'none' };
  const beginsWell = name === '' || /^[a-z\d]/.test(name);
  const unfinished = problem === 'too-short' || problem === 'edge';
  return { tone: unfinished && beginsWell ? 'later' : 'now', problem };
}
