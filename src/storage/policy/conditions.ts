import { parseIpRange } from './ip-range.ts';
import type { Condition } from './policy-types.ts';
import { type LookUp, matchesPattern } from './wildcard.ts';

interface Request {
  /** The request's value of a condition key, whose case does not count; undefined where it has none. */
  lookUp: LookUp;
  /** Whether `${…}` in values stands for something. */
  variables: boolean;
}

/** Whether one value of a request is what one value of the policy asks for. */
type Comparison = (wanted: string, actual: string, request: Request) => boolean;

interface Operator {
  compare: Comparison;
  /** Holds when none of the values is met, and so when the request has no value. */
  isNegated: boolean;
}

const like: Comparison = (wanted, actual, request) => matchesPattern(wanted, actual, request);

const equal: Comparison = (wanted, actual, request) =>
  matchesPattern(wanted, actual, { ...request, wildcards: false });

const equalIgnoringCase: Comparison = (wanted, actual, request) =>
  matchesPattern(lowerAroundVariables(wanted), actual.toLowerCase(), {
    variables: request.variables,
    wildcards: false,
    lookUp: (name) => request.lookUp(name)?.toLowerCase(),
  });

const lowerAroundVariables = (text: string) =>
  text.replace(/\$\{[^}]*\}|[^$]+|\$/g, (part) => (part.startsWith('${') ? part : part.toLowerCase()));

/** Each of the parts between the colons by itself; what comes after the fifth is one part. */
const likeArn: Comparison = (wanted, actual, request) => {
  const [patterns, parts] = [arnParts(wanted), arnParts(actual)];
  return (
    patterns.length === parts.length &&
    patterns.every((pattern, index) => matchesPattern(pattern, parts[index] ?? '', request))
  );
};

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(':')] : [])];
}

const inRange: Comparison = (wanted, actual) => parseIpRange(wanted)?.contains(actual) ?? false;
const sameTruth: Comparison = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();

const orders: Record<string, (actual: number, wanted: number) => boolean> = {
  Equals: (actual, wanted) => actual === wanted,
  LessThan: (actual, wanted) => actual < wanted,
  LessThanEquals: (actual, wanted) => actual <= wanted,
  GreaterThan: (actual, wanted) => actual > wanted,
  GreaterThanEquals: (actual, wanted) => actual >= wanted,
};

const asNumber = (text: string) => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN);
/** ISO 8601, or Unix seconds. In ms. */
const asDate = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const pair = (positive: string, negative: string, compare: Comparison): [string, Operator][] => [
  [positive, { compare, isNegated: false }],
  [negative, { compare, isNegated: true }],
];

/** Comparisons with what is no number (NaN) do not hold. */
const ordered = (family: string, parse: (text: string) => number): [string, Operator][] => [
  ...Object.entries(orders).map<[string, Operator]>(([name, order]) => [
    family + name,
    { compare: (wanted, actual) => order(parse(actual), parse(wanted)), isNegated: false },
  ]),
  [`${family}NotEquals`, { compare: (wanted, actual) => parse(actual) === parse(wanted), isNegated: true }],
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators: ReadonlyMap<string, Operator> = new Map([
  ...pair('StringEquals', 'StringNotEquals', equal),
  ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', equalIgnoringCase),
  ...pair('StringLike', 'StringNotLike', like),
  ...pair('ArnEquals', 'ArnNotEquals', likeArn),
  ...pair('ArnLike', 'ArnNotLike', likeArn),
  ...pair('IpAddress', 'NotIpAddress', inRange),
  ...ordered('Numeric', asNumber),
  ...ordered('Date', asDate),
  ['Bool', { compare: sameTruth, isNegated: false }],
  ['BinaryEquals', { compare: (wanted, actual) => wanted === actual, isNegated: false }],
]);

export interface OperatorParts {
  set: 'ForAllValues' | 'ForAnyValue' | undefined;
  /** Without the set and `IfExists`. */
  base: string;
  ifExists: boolean;
}

export function operatorParts(name: string): OperatorParts {
  const [, set, base = name, ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  return { set: set as OperatorParts['set'], base, ifExists: ifExists !== undefined };
}

export const isKnownOperator = (name: string): boolean =>
  name === 'Null' || operators.has(operatorParts(name).base);

/** Whether a condition holds for a request. One with an operator that is not known does not. */
export function conditionHolds({ operator, key, values }: Condition, request: Request): boolean {
  const actual = request.lookUp(key);
  if (operator === 'Null')
    return values.some((value) => value.toLowerCase() === String(actual === undefined));
  const { set, base, ifExists } = operatorParts(operator);
  const known = operators.get(base);
  if (known === undefined) return false;
  if (actual === undefined) {
    return ifExists || set === 'ForAllValues' || (known.isNegated && set !== 'ForAnyValue');
  }
  return values.some((wanted) => known.compare(wanted, actual, request)) !== known.isNegated;
}
