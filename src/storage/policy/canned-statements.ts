import { actionsMatched, bucketArn } from './actions.ts';
import type { JsonObject } from './json-node.ts';
import type { Condition, Statement } from './policy-types.ts';

/** What the canned policies are made of. */
export const locationAction = 's3:GetBucketLocation';
export const listAction = 's3:ListBucket';
export const uploadsAction = 's3:ListBucketMultipartUploads';
export const readAction = 's3:GetObject';
export const writeActions: readonly string[] = [
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:ListMultipartUploadParts',
  's3:PutObject',
];
export const grantActions: readonly string[] = [readAction, ...writeActions];

export const prefixResource = (bucket: string, prefix: string): string => `${bucketArn(bucket)}/${prefix}*`;

/** Order and repetition say nothing in a policy. */
export const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.every((item) => b.includes(item)) && b.every((item) => a.includes(item));

export const isForEveryone = ({ effect, principal }: Statement): boolean =>
  effect === 'Allow' && !principal.isExcept && principal.listed.some(({ kind }) => kind === 'everyone');

export const isListed = ({ action }: Statement, name: string): boolean =>
  !action.isExcept && action.listed.includes(name);

export const isAbout = ({ resource }: Statement, arn: string): boolean =>
  !resource.isExcept && resource.listed.includes(arn);

export const prefixCondition = ({ conditions }: Statement, operator: string): Condition | undefined =>
  conditions.find(
    (condition) => condition.operator === operator && condition.key.toLowerCase() === 's3:prefix',
  );

/** Conditioned by equality with prefixes and nothing else, as the grants do it. */
export const hasOnlyPrefixCondition = (statement: Statement): boolean =>
  statement.conditions.length === 1 && prefixCondition(statement, 'StringEquals') !== undefined;

/** A statement of a grant; `prefix`: only where a listing asks for exactly this prefix. */
export function cannedStatement(actions: readonly string[], resource: string, prefix?: string): Statement {
  const condition: Condition[] =
    prefix === undefined ? [] : [{ operator: 'StringEquals', key: 's3:prefix', values: [prefix] }];
  return {
    sid: '',
    effect: 'Allow',
    principal: { isExcept: false, listed: [{ kind: 'everyone' }] },
    action: { isExcept: false, listed: actions },
    resource: { isExcept: false, listed: [resource] },
    conditions: condition,
    source: {
      Sid: '',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: [...actions],
      Resource: [resource],
      ...(prefix !== undefined && { Condition: { StringEquals: { 's3:prefix': prefix } } }),
    },
  };
}

/**
 * A statement of several resources, as clients share one among prefixes, in two: all but this one, and this one
 * alone, each with the actions that can be done there, for servers refuse others. The name stays with the first.
 */
export function splitOff(statement: Statement, arn: string): Statement[] {
  const others = statement.resource.listed.filter((resource) => resource !== arn);
  if (!isAbout(statement, arn) || others.length === 0) return [statement];
  const { Sid: _, ...unnamed } = statement.source;
  return [
    withResources(statement, others),
    withResources({ ...statement, sid: undefined, source: unnamed }, [arn]),
  ].flatMap(withFittingActions);
}

function withFittingActions(statement: Statement): Statement[] {
  const { action, resource } = statement;
  const isOfObjects = resource.listed.every((each) => each.includes('/'));
  if (action.isExcept || (!isOfObjects && !resource.listed.every((each) => !/[*/]/.test(each)))) {
    return [statement];
  }
  const listed = action.listed.filter((name) => {
    const { ofObjects, ofBucket } = actionsMatched(name);
    return isOfObjects ? ofObjects || !ofBucket : ofBucket || !ofObjects;
  });
  if (listed.length === action.listed.length) return [statement];
  return listed.length === 0 ? [] : [withActions(statement, listed)];
}

function withResources(statement: Statement, listed: readonly string[]): Statement {
  return {
    ...statement,
    resource: { isExcept: false, listed },
    source: { ...statement.source, Resource: [...listed] },
  };
}

export function withActions(statement: Statement, listed: readonly string[]): Statement {
  return {
    ...statement,
    action: { isExcept: false, listed },
    source: { ...statement.source, Action: [...listed] },
  };
}

/** For a statement that `hasOnlyPrefixCondition`. */
export function withPrefixes(statement: Statement, values: readonly string[]): Statement {
  const [condition] = statement.conditions;
  if (condition === undefined) return statement;
  const source: JsonObject = {
    ...statement.source,
    Condition: { [condition.operator]: { [condition.key]: [...values] } },
  };
  return { ...statement, conditions: [{ ...condition, values }], source };
}
