import { type Condition, parseCondition } from './conditions.ts';
import { malformedPolicy } from './malformed-policy.ts';
import type { Clause, Policy, PolicyHolder, Principal, Statement } from './policy.ts';
import { parsePrincipal } from './principal.ts';
import { checkStatementScope } from './statement-scope.ts';
import { parseWildcard, type Wildcard } from './wildcard.ts';

/**
 * Reads a policy and checks it, or throws MalformedPolicy. The order of checks is that of the document.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(text: string, holder: PolicyHolder): Policy {
  const document = objectOf(parseJson(text), 'The policy');
  checkNames(document, ['Version', 'Id', 'Statement'], 'The policy');
  const version = document.Version ?? '2008-10-17';
  if (version !== '2012-10-17' && version !== '2008-10-17') {
    throw malformedPolicy('Version is 2012-10-17 or 2008-10-17.');
  }
  if (document.Id !== undefined && typeof document.Id !== 'string') throw malformedPolicy('Id is a text.');
  const listed = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  if (document.Statement === undefined || listed.length === 0) {
    throw malformedPolicy('A policy has at least one Statement.');
  }
  checkSids(listed);
  const variables = version === '2012-10-17';
  return { statements: listed.map((statement) => parseStatement(statement, holder, variables)) };
}

/** The same for the policy of this bucket, which must be about it and nothing else. One that is stored is. */
export function parseBucketPolicy(text: string, bucket: string): Policy {
  const policy = parsePolicy(text, 'bucket');
  for (const statement of policy.statements) checkStatementScope(statement, bucket);
  return policy;
}

type JsonObject = Record<string, unknown>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedPolicy('A policy is a JSON document, and this is none.');
  }
}

function parseStatement(value: unknown, holder: PolicyHolder, variables: boolean): Statement {
  const statement = objectOf(value, 'A Statement');
  checkNames(
    statement,
    [
      'Sid',
      'Effect',
      'Principal',
      'NotPrincipal',
      'Action',
      'NotAction',
      'Resource',
      'NotResource',
      'Condition',
    ],
    'A Statement',
  );
  const { Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') throw malformedPolicy('Effect is Allow or Deny.');
  return {
    effect,
    principal: principalClause(statement, holder),
    action: clause(statement, 'Action', (text) => parseAction(text, holder)),
    resource: clause(statement, 'Resource', (text) => parseResource(text, variables)),
    conditions: parseConditions(statement.Condition, variables),
  };
}

function principalClause(statement: JsonObject, holder: PolicyHolder): Clause<Principal> | undefined {
  if (holder === 'bucket') {
    const [value, isExcept] = either(statement, 'Principal');
    return { isExcept, listed: parsePrincipal(value) };
  }
  if ('Principal' in statement || 'NotPrincipal' in statement) {
    throw malformedPolicy('The policy of a user or a session has no Principal.');
  }
  return undefined;
}

function clause(
  statement: JsonObject,
  name: 'Action' | 'Resource',
  parse: (text: string) => Wildcard,
): Clause<Wildcard> {
  const [value, isExcept] = either(statement, name);
  return { isExcept, listed: textsOf(value, name).map(parse) };
}

/** The element, or its opposite: one of them must be there. */
function either(statement: JsonObject, name: string): [value: unknown, isExcept: boolean] {
  const value = statement[name];
  const opposite = statement[`Not${name}`];
  if ((value === undefined) === (opposite === undefined)) {
    throw malformedPolicy(`A Statement has either ${name} or Not${name}.`);
  }
  return value === undefined ? [opposite, true] : [value, false];
}

function parseAction(text: string, holder: PolicyHolder): Wildcard {
  const isOfS3 = text === '*' || /^s3:[a-z*?]+$/i.test(text);
  const isOfAnother = holder === 'identity' && /^[a-z0-9-]+:[a-z*?]+$/i.test(text);
  if (!isOfS3 && !isOfAnother) throw malformedPolicy(`"${text}" is not an action such as s3:GetObject.`);
  return parseWildcard(text.toLowerCase(), { variables: false });
}

function parseResource(text: string, variables: boolean): Wildcard {
  if (text !== '*' && !text.startsWith('arn:aws:s3:::')) {
    throw malformedPolicy(`"${text}" is not a resource such as arn:aws:s3:::bucket/*.`);
  }
  return parseWildcard(text, { variables });
}

function parseConditions(value: unknown, variables: boolean): Condition[] {
  if (value === undefined) return [];
  return Object.entries(objectOf(value, 'Condition')).flatMap(([operator, keys]) =>
    Object.entries(objectOf(keys, operator)).map(([key, values]) => {
      const condition = parseCondition(operator, key, textsOf(values, key), variables);
      if ('reason' in condition) throw malformedPolicy(condition.reason);
      return condition;
    }),
  );
}

/** A value alone or in a list; numbers and truth values may come without quotes. */
function textsOf(value: unknown, name: string): string[] {
  const listed = Array.isArray(value) ? value : [value];
  if (listed.length === 0) throw malformedPolicy(`${name} is empty.`);
  return listed.map((item) => {
    const type = typeof item;
    if (type !== 'string' && type !== 'number' && type !== 'boolean') {
      throw malformedPolicy(`${name} is a text or a list of texts.`);
    }
    return String(item);
  });
}

function objectOf(value: unknown, name: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformedPolicy(`${name} is an object.`);
  }
  return value as JsonObject;
}

function checkNames(value: JsonObject, known: readonly string[], name: string): void {
  const unknown = Object.keys(value).find((candidate) => !known.includes(candidate));
  if (unknown !== undefined) throw malformedPolicy(`${name} has no element ${unknown}.`);
}

/** Statements without a name may be many: older clients write "" for it. */
function checkSids(statements: readonly unknown[]): void {
  const seen = new Set<string>();
  for (const statement of statements) {
    const sid = (statement as { Sid?: unknown } | null | undefined)?.Sid;
    if (sid === undefined || sid === '') continue;
    if (typeof sid !== 'string') throw malformedPolicy('Sid is a text.');
    if (seen.has(sid)) throw malformedPolicy(`Two Statements have the Sid ${sid}.`);
    seen.add(sid);
  }
}
