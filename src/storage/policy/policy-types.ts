import type { JsonObject } from './json-node.ts';

/** A policy as it was read. What is not known here stays in the sources, and is written back. */
export interface Policy {
  /** Undefined means 2008-10-17, in which `${…}` stands for nothing. */
  version: string | undefined;
  statements: readonly Statement[];
  /** The document with all its members but `Statement`. */
  source: JsonObject;
}

export interface Statement {
  sid: string | undefined;
  effect: 'Allow' | 'Deny';
  principal: Clause<Principal>;
  action: Clause<string>;
  resource: Clause<string>;
  /** All of them must hold. */
  conditions: readonly Condition[];
  /** As it was written. */
  source: JsonObject;
}

/** What an element lists; `isExcept`: written as NotPrincipal, NotAction or NotResource. */
export interface Clause<Item> {
  isExcept: boolean;
  listed: readonly Item[];
}

export type Principal =
  | { kind: 'everyone' }
  /** `type` as in the document: `AWS`, `CanonicalUser`, `Service`, `Federated`. */
  | { kind: 'named'; type: string; id: string };

export interface Condition {
  /** As written, such as `StringEqualsIfExists`. */
  operator: string;
  key: string;
  values: readonly string[];
}
