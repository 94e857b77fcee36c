import type { Condition } from './conditions.ts';
import type { Wildcard } from './wildcard.ts';

/** A policy that was checked, ready to be asked. */
export interface Policy {
  statements: readonly Statement[];
}

export interface Statement {
  effect: 'Allow' | 'Deny';
  /** Undefined in the policy of a user or a session, which is about its holder. */
  principal: Clause<Principal> | undefined;
  /** Patterns of lower-case actions. */
  action: Clause<Wildcard>;
  resource: Clause<Wildcard>;
  conditions: readonly Condition[];
}

/** What an element lists; `isExcept`: it was written as NotAction, NotResource or NotPrincipal. */
export interface Clause<T> {
  isExcept: boolean;
  listed: readonly T[];
}

/** `nobody` is what exists on AWS and not here: services, federated users and other accounts' roles. */
export type Principal =
  | { kind: 'everyone' }
  | { kind: 'owner' }
  | { kind: 'user'; userName: string }
  | { kind: 'nobody' };

/** Whose a policy is: a bucket's names principals, that of a user or a session is about its holder. */
export type PolicyHolder = 'bucket' | 'identity';
