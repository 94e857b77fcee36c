import type { Span } from './json-node.ts';
import type { PolicyProblem, PolicyProblemCode, PolicyWarningCode } from './policy-problem.ts';

export type Path = readonly (string | number)[];

/** Collects what is found on the way. */
export class ProblemList {
  readonly #found: PolicyProblem[] = [];

  error(code: PolicyProblemCode, path: Path, at: Span, subject = ''): void {
    this.#found.push({ severity: 'error', code, path, subject, from: at.from, to: at.to });
  }

  warning(code: PolicyWarningCode, path: Path, at: Span, subject = ''): void {
    this.#found.push({ severity: 'warning', code, path, subject, from: at.from, to: at.to });
  }

  sorted(): PolicyProblem[] {
    return this.#found.toSorted((a, b) => a.from - b.from || a.to - b.to);
  }
}
