import { type Condition, operatorParts } from '../../storage/index.ts';

/** Which words say an operator; `orAbsent`: it holds also for want of the key. */
export interface ConditionPhrase {
  phrase:
    | 'is'
    | 'isNot'
    | 'matches'
    | 'matchesNot'
    | 'within'
    | 'outside'
    | 'below'
    | 'atMost'
    | 'above'
    | 'atLeast'
    | 'before'
    | 'notAfter'
    | 'after'
    | 'notBefore'
    | 'absent'
    | 'present'
    | 'unknown';
  orAbsent: boolean;
}

const phrases: Readonly<Record<string, ConditionPhrase['phrase']>> = {
  StringEquals: 'is',
  StringEqualsIgnoreCase: 'is',
  StringNotEquals: 'isNot',
  StringNotEqualsIgnoreCase: 'isNot',
  StringLike: 'matches',
  StringNotLike: 'matchesNot',
  ArnEquals: 'matches',
  ArnLike: 'matches',
  ArnNotEquals: 'matchesNot',
  ArnNotLike: 'matchesNot',
  IpAddress: 'within',
  NotIpAddress: 'outside',
  Bool: 'is',
  BinaryEquals: 'is',
  NumericEquals: 'is',
  NumericNotEquals: 'isNot',
  NumericLessThan: 'below',
  NumericLessThanEquals: 'atMost',
  NumericGreaterThan: 'above',
  NumericGreaterThanEquals: 'atLeast',
  DateEquals: 'is',
  DateNotEquals: 'isNot',
  DateLessThan: 'before',
  DateLessThanEquals: 'notAfter',
  DateGreaterThan: 'after',
  DateGreaterThanEquals: 'notBefore',
};

export function conditionPhrase({ operator, values }: Condition): ConditionPhrase {
  if (operator === 'Null' && values.length === 1) {
    const isAbsent = values[0]?.toLowerCase() === 'true';
    return { phrase: isAbsent ? 'absent' : 'present', orAbsent: false };
  }
  const { base, ifExists, set } = operatorParts(operator);
  const phrase = Object.hasOwn(phrases, base) && set === undefined ? phrases[base] : undefined;
  return { phrase: phrase ?? 'unknown', orAbsent: ifExists && phrase !== undefined };
}
