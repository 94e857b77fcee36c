import type { Pair } from '../../components/pairs-field.tsx';

export type PairKind = 'meta' | 'var';
export type PairProblem = 'needed' | 'name' | 'too-long' | 'twice' | 'value';

/** Metadata become headers, whose names know no case. */
const maxMetaName = 100;

/** By the pair's place. A pair with neither name nor value is not there yet. */
export function pairProblems(kind: PairKind, pairs: readonly Pair[]): Record<number, PairProblem> {
  const problems: Record<number, PairProblem> = {};
  const seen = new Set<string>();
  for (const [index, pair] of pairs.entries()) {
    if (!isFilled(pair)) continue;
    const known = nameOf(kind, pair.key);
    const problem = nameProblem(kind, known) ?? (seen.has(known) ? 'twice' : valueProblem(kind, pair.value));
    if (problem) problems[index] = problem;
    seen.add(known);
  }
  return problems;
}

/** For the upload: by name, in order. */
export const pairRecord = (kind: PairKind, pairs: readonly Pair[]): Record<string, string> =>
  Object.fromEntries(pairs.filter(isFilled).map(({ key, value }) => [nameOf(kind, key), value]));

const isFilled = ({ key, value }: Pair) => key !== '' || value !== '';

const nameOf = (kind: PairKind, name: string) => (kind === 'meta' ? name.trim().toLowerCase() : name.trim());

function nameProblem(kind: PairKind, name: string): PairProblem | undefined {
  if (name === '') return 'needed';
  // What `${var-…}` can hold, and a field's name in a form.
  const isName = kind === 'meta' ? /^[\w.-]+$/.test(name) : /^[^${}"\p{Cc}]+$/u.test(name);
  if (!isName) return 'name';
  return name.length > maxMetaName ? 'too-long' : undefined;
}

const valueProblem = (kind: PairKind, value: string): PairProblem | undefined =>
  kind === 'meta' && /\p{Cc}/u.test(value) ? 'value' : undefined;

/** Of these names, those that no pair has yet. */
export const namesWithout = (pairs: readonly Pair[], names: readonly string[]): string[] =>
  names.filter((name) => !pairs.some(({ key }) => key.trim() === name));
