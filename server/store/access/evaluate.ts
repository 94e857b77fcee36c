import type { Account } from './accounts.ts';
import { conditionKey, conditionValue, type RequestContext } from './condition-keys.ts';
import type { Clause, Policy, Statement } from './policy.ts';
import { isPrincipal } from './principal.ts';
import { matchesWildcard, type Wildcard } from './wildcard.ts';

/** One thing that a request would do. */
export interface Question {
  /** Such as `s3:GetObject`. */
  action: string;
  /** Such as `arn:aws:s3:::bucket/key`. */
  resource: string;
  context: RequestContext;
}

export type Verdict = 'Allow' | 'Deny' | 'none';

/**
 * What a policy says to this: a Deny that applies wins, whatever stands before or after it; `none` where nothing
 * applies, which is no permission.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate({ statements }: Policy, question: Question): Verdict {
  const applying = statements.filter((statement) => applies(statement, question));
  if (applying.some(({ effect }) => effect === 'Deny')) return 'Deny';
  return applying.length === 0 ? 'none' : 'Allow';
}

function applies(statement: Statement, { action, resource, context }: Question): boolean {
  const variableValue = (variable: string) => resolveVariable(variable, context);
  return (
    meetsPrincipal(statement.principal, context.account) &&
    meets(statement.action, action.toLowerCase(), variableValue) &&
    meets(statement.resource, resource, variableValue) &&
    statement.conditions.every(({ key, holds }) => holds(conditionValue(key, context), variableValue))
  );
}

function meetsPrincipal(principal: Statement['principal'], account: Account | undefined): boolean {
  if (principal === undefined) return true;
  return principal.listed.some((listed) => isPrincipal(listed, account)) !== principal.isExcept;
}

function meets(
  { isExcept, listed }: Clause<Wildcard>,
  text: string,
  variableValue: (variable: string) => string | undefined,
): boolean {
  return listed.some((pattern) => matchesWildcard(pattern, text, variableValue)) !== isExcept;
}

function resolveVariable(variable: string, context: RequestContext): string | undefined {
  const key = conditionKey(variable);
  return key === undefined ? undefined : conditionValue(key, context);
}
