import {
  emptyPolicy,
  explainPolicy,
  isPublic,
  type ParsedPolicy,
  type Policy,
  type PolicySentence,
  parsePolicy,
  printJson,
  printPolicy,
  simulate,
} from '../../storage/index.ts';

/** The text that all views of the page share; '' where there is no policy. */
export interface PolicyForm {
  text: string;
}

/** Servers send it on one line. What is no JSON stays as it came. */
export function toForm(stored: string | undefined): PolicyForm {
  if (stored === undefined) return { text: '' };
  try {
    return { text: printJson(JSON.parse(stored)) };
  } catch {
    return { text: stored };
  }
}

/** A blank text is the policy that says nothing. */
export function parseDraft(text: string, bucket: string): ParsedPolicy {
  return text.trim() === '' ? { policy: emptyPolicy, problems: [] } : parsePolicy(text, bucket);
}

/** The text of a policy that a view has changed; '' where nothing is left of it. */
export const draftOf = (policy: Policy): string =>
  policy.statements.length === 0 ? '' : printPolicy(policy);

/** What is saved: undefined where the policy is taken away, because nothing is left in it. */
export function toValue({ text }: PolicyForm, bucket: string): string | undefined | 'invalid' {
  const { policy, problems } = parseDraft(text, bucket);
  if (policy === undefined || problems.some(({ severity }) => severity === 'error')) return 'invalid';
  return policy.statements.length === 0 ? undefined : text;
}

/** How many problems keep the draft from being saved. */
export const problemsToMend = ({ text }: PolicyForm, bucket: string): number =>
  parseDraft(text, bucket).problems.filter(({ severity }) => severity === 'error').length;

/** What a change does that a person must have read before it is saved. */
export interface PolicyChange {
  /** What strangers may do then, and could not before. */
  becomesPublic: readonly PolicySentence[];
  /** With the removal of the policy. */
  accessEnds: readonly PolicySentence[];
  barsEnd: readonly PolicySentence[];
  locksOut: boolean;
}

export function policyChange(
  before: string | undefined,
  after: string | undefined,
  bucket: string,
): PolicyChange {
  const old = parseDraft(before ?? '', bucket).policy ?? emptyPolicy;
  const next = parseDraft(after ?? '', bucket).policy ?? emptyPolicy;
  const known = new Set(publicSentences(old, bucket).map(saying));
  const ends = after === undefined ? explainPolicy(old, bucket) : [];
  return {
    becomesPublic: publicSentences(next, bucket).filter((sentence) => !known.has(saying(sentence))),
    accessEnds: ends.filter(({ effect }) => effect === 'Allow'),
    barsEnd: ends.filter(({ effect }) => effect === 'Deny'),
    locksOut: forbidsChange(next, bucket) && !forbidsChange(old, bucket),
  };
}

export const isWorthNotice = ({ becomesPublic, accessEnds, barsEnd, locksOut }: PolicyChange): boolean =>
  locksOut || becomesPublic.length + accessEnds.length + barsEnd.length > 0;

/** What strangers may do, in sentences. */
function publicSentences(policy: Policy, bucket: string): PolicySentence[] {
  const { statements } = isPublic(policy);
  return explainPolicy(policy, bucket).filter((sentence) => isOfStrangers(sentence, statements));
}

/** Whether a sentence is about strangers, and of one of the statements (indices) that make the policy public. */
export function isOfStrangers({ effect, who, statements }: PolicySentence, open: readonly number[]): boolean {
  const isForAll = who.isExcept || who.listed.some(({ kind }) => kind === 'everyone');
  return effect === 'Allow' && isForAll && statements.some((index) => open.includes(index));
}

const saying = ({ statements: _, ...sentence }: PolicySentence) => JSON.stringify(sentence);

/** Whether nobody in particular is kept from changing the policy, and so perhaps the person who saves it. */
const forbidsChange = (policy: Policy, bucket: string) =>
  simulate(policy, { principal: 'somebody', action: 's3:PutBucketPolicy', bucket }).outcome === 'denied';
