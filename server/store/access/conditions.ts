import { conditionKey } from './condition-keys.ts';
import { parseIpRange } from './ip-range.ts';
import { matchesWildcard, parseWildcard } from './wildcard.ts';

/** One key of one operator of a statement's Condition. All of them must hold. */
export interface Condition {
  /** As `conditionKey` gives it. */
  key: string;
  /** Without its set prefix and IfExists. */
  operator: string;
  /** As they were written. */
  values: readonly string[];
  /** `actual` is the request's value, undefined where it has none. */
  holds(actual: string | undefined, variableValue: ValueOf): boolean;
}

/** The request's value of a policy variable. */
type ValueOf = (variable: string) => string | undefined;

/** Whether one value of a request is what one value of the policy asks for. */
type Comparison = (actual: string, variableValue: ValueOf) => boolean;

/** Gives undefined for a value that the operator cannot compare with. */
type Comparer = (wanted: string, variables: boolean) => Comparison | undefined;

interface Operator {
  compare: Comparer;
  /** Holds when none of the values is met, and so when the request has no value. */
  isNegated: boolean;
}

const like: Comparer = (wanted, variables) => {
  const pattern = parseWildcard(wanted, { variables });
  return (actual, variableValue) => matchesWildcard(pattern, actual, variableValue);
};

const equal: Comparer = (wanted, variables) => {
  const pattern = parseWildcard(wanted, { variables, wildcards: false });
  return (actual, variableValue) => matchesWildcard(pattern, actual, variableValue);
};

const equalIgnoringCase: Comparer = (wanted, variables) => {
  const pattern = parseWildcard(variables ? lowerAroundVariables(wanted) : wanted.toLowerCase(), {
    variables,
    wildcards: false,
  });
  return (actual, variableValue) =>
    matchesWildcard(pattern, actual.toLowerCase(), (name) => variableValue(name)?.toLowerCase());
};

const inRange: Comparer = (wanted) => {
  const range = parseIpRange(wanted);
  return range && ((actual) => range.contains(actual));
};

const sameTruth: Comparer = (wanted) => {
  const truth = wanted.toLowerCase();
  return truth === 'true' || truth === 'false' ? (actual) => actual.toLowerCase() === truth : undefined;
};

type Order = (actual: number, wanted: number) => boolean;

const orders: Record<string, Order> = {
  Equals: (actual, wanted) => actual === wanted,
  LessThan: (actual, wanted) => actual < wanted,
  LessThanEquals: (actual, wanted) => actual <= wanted,
  GreaterThan: (actual, wanted) => actual > wanted,
  GreaterThanEquals: (actual, wanted) => actual >= wanted,
};

const ordered =
  (parse: (text: string) => number | undefined, order: Order): Comparer =>
  (wanted) => {
    const limit = parse(wanted);
    if (limit === undefined) return undefined;
    return (actual) => {
      const value = parse(actual);
      return value !== undefined && order(value, limit);
    };
  };

const parseNumber = (text: string) => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined);

/** A date or date and time of ISO 8601, or Unix seconds. In ms. */
function parseDate(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text))
    return undefined;
  const hasZone = !text.includes('T') || /(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const time = Date.parse(hasZone ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}

const pair = (positive: string, negative: string, compare: Comparer): [string, Operator][] => [
  [positive, { compare, isNegated: false }],
  [negative, { compare, isNegated: true }],
];

const orderedFamily = (family: string, parse: (text: string) => number | undefined): [string, Operator][] => [
  ...Object.entries(orders).map<[string, Operator]>(([name, order]) => [
    family + name,
    { compare: ordered(parse, order), isNegated: false },
  ]),
  [`${family}NotEquals`, { compare: ordered(parse, (a, b) => a === b), isNegated: true }],
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators: ReadonlyMap<string, Operator> = new Map([
  ...pair('StringEquals', 'StringNotEquals', equal),
  ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', equalIgnoringCase),
  ...pair('StringLike', 'StringNotLike', like),
  ...pair('ArnEquals', 'ArnNotEquals', like),
  ...pair('ArnLike', 'ArnNotLike', like),
  ...pair('IpAddress', 'NotIpAddress', inRange),
  ...orderedFamily('Numeric', parseNumber),
  ...orderedFamily('Date', parseDate),
  ['Bool', { compare: sameTruth, isNegated: false }],
]);

/**
 * One entry of a Condition, such as `"StringEqualsIfExists": {"s3:prefix": ["a", "b"]}` taken apart. `reason` says
 * what is wrong with it. `variables`: whether its values may have `${…}` in them.
 */
export function parseCondition(
  name: string,
  keyName: string,
  values: readonly string[],
  variables: boolean,
): Condition | { reason: string } {
  const key = conditionKey(keyName);
  if (key === undefined) return { reason: `The condition key ${keyName} is not known.` };
  if (values.length === 0) return { reason: `The condition on ${keyName} has no values.` };
  if (name === 'Null') return parseNull(key, values);
  const [, set, operatorName = '', ifExists] =
    /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const operator = operators.get(operatorName);
  if (operator === undefined) return { reason: `The condition operator ${name} is not known.` };
  const comparisons: Comparison[] = [];
  for (const wanted of values) {
    const comparison = operator.compare(wanted, variables);
    if (comparison === undefined) return { reason: `${name} cannot compare with "${wanted}".` };
    comparisons.push(comparison);
  }
  const { isNegated } = operator;
  const whenAbsent =
    ifExists !== undefined || set === 'ForAllValues:' || (isNegated && set !== 'ForAnyValue:');
  return {
    key,
    operator: operatorName,
    values,
    holds(actual, variableValue) {
      if (actual === undefined) return whenAbsent;
      return comparisons.some((matches) => matches(actual, variableValue)) !== isNegated;
    },
  };
}

/** `"Null": {"aws:Referer": "true"}` asks for a request without a Referer. */
function parseNull(key: string, values: readonly string[]): Condition | { reason: string } {
  const wanted = values.map((value) => value.toLowerCase());
  if (wanted.some((value) => value !== 'true' && value !== 'false')) {
    return { reason: 'Null compares with true or false.' };
  }
  return {
    key,
    operator: 'Null',
    values,
    holds: (actual) => wanted.includes(String(actual === undefined)),
  };
}

const lowerAroundVariables = (text: string) =>
  text.replace(/\$\{[^}]*\}|[^$]+|\$/g, (part) => (part.startsWith('${') ? part : part.toLowerCase()));
