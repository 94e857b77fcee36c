import type { Span } from './json-node.ts';

/** What can be wrong with a policy before a server has seen it. */
export type PolicyProblemCode =
  | 'not-json'
  | 'not-an-object'
  | 'duplicate-name'
  | 'too-large'
  | 'no-statement'
  | 'statement-shape'
  | 'version'
  | 'effect'
  | 'missing-element'
  | 'both-elements'
  | 'principal-shape'
  | 'text-list'
  | 'empty-list'
  | 'action-form'
  | 'resource-form'
  | 'foreign-bucket'
  | 'condition-shape'
  | 'duplicate-sid'
  | 'sid-shape';

/** What is worth a second look; servers differ in what they take. */
export type PolicyWarningCode =
  | 'unknown-element'
  | 'unknown-action'
  | 'unknown-operator'
  | 'no-resource-for-action'
  | 'old-version'
  | 'single-statement'
  | 'not-action'
  | 'empty-policy';

export interface PolicyProblem extends Span {
  /** With an error the policy is not saved; a warning is for the person to weigh. */
  severity: 'error' | 'warning';
  code: PolicyProblemCode | PolicyWarningCode;
  /** Such as `['Statement', 0, 'Action', 1]`. */
  path: readonly (string | number)[];
  /** What the problem is about: an element's name, or what was written. */
  subject: string;
}
