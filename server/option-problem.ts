/** Why the flags cannot be obeyed, as one sentence that names the flag or the variable. */
export class OptionProblem extends Error {
  override readonly name = 'OptionProblem';
}

/** A value together with the name it was given by, so that a sentence can point at it. */
export interface Setting {
  value: string;
  from: string;
}
