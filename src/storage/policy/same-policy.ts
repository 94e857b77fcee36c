import { type Json, type JsonObject, printJson } from './json-node.ts';
import { parsePolicy } from './parse-policy.ts';
import type { Clause, Policy, Principal, Statement } from './policy-types.ts';

/** The document of a policy, indented. */
export function printPolicy({ source, statements }: Policy): string {
  return printJson({ ...source, Statement: statements.map((statement) => statement.source) });
}

/**
 * The one form of all texts that say the same as this; a text that is no JSON stays as it is. Servers rewrite
 * policies: lists for single values, another order, `{"AWS": ["*"]}` for `"*"`, without empty names.
 */
export function canonicalPolicy(text: string): string {
  const { policy } = parsePolicy(text, '*');
  if (policy !== undefined) return formOf(policy);
  try {
    // What is not known as a policy here is still written in any order of its lists by the servers that took it.
    return JSON.stringify(JSON.parse(text), (_, part: unknown) =>
      Array.isArray(part) && part.every((entry) => typeof entry === 'string') ? part.toSorted() : part,
    );
  } catch {
    return text;
  }
}

const known = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
]);

function formOf({ version, statements, source }: Policy): string {
  const { Id, ID = Id, Version: _, ...rest } = source;
  return JSON.stringify([
    version,
    sortedEntries({ ...rest, ...(ID !== undefined && { ID }) }),
    [...new Set(statements.map(formOfStatement))].sort(),
  ]);
}

function formOfStatement({
  sid,
  effect,
  principal,
  action,
  resource,
  conditions,
  source,
}: Statement): string {
  const rest = Object.entries(source).filter(([name]) => !known.has(name) && name !== 'Condition');
  return JSON.stringify([
    sid ?? '',
    effect,
    formOfClause({ ...principal, listed: principal.listed.map(formOfPrincipal) }),
    formOfClause(action),
    formOfClause({ ...resource, listed: resource.listed.map((text) => text.replace(/\*+/g, '*')) }),
    conditions.map(({ operator, key, values }) => JSON.stringify([operator, key, sorted(values)])).sort(),
    sortedEntries(Object.fromEntries(rest)),
  ]);
}

const formOfPrincipal = (principal: Principal) =>
  principal.kind === 'everyone' ? '*' : JSON.stringify([principal.type, principal.id]);

const formOfClause = ({ isExcept, listed }: Clause<string>) => [isExcept, sorted(listed)];

const sorted = (texts: readonly string[]) => [...new Set(texts)].sort();

function sortedEntries(object: JsonObject): [string, Json][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}
