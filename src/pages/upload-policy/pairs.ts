/** A name and a value that go with an upload; `id` is the row's. */
export interface Pair {
  id: number;
  name: string;
  value: string;
}

export type PairKind = 'meta' | 'var';
export type PairProblem = 'needed' | 'name' | 'too-long' | 'twice' | 'value';

/** Metadata become headers, whose names know no case. */
const maxMetaName = 100;

/** By the id of the pair. A pair with neither name nor value is not there yet. */
export function pairProblems(kind: PairKind, pairs: readonly Pair[]): Record<number, PairProblem> {
  const problems: Record<number, PairProblem> = {};
  const seen = new Set<string>();
  for (const { id, name, value } of filled(pairs)) {
    const known = nameOf(kind, name);
    const problem = nameProblem(kind, known) ?? (seen.has(known) ? 'twice' : valueProblem(kind, value));
    if (problem) problems[id] = problem;
    seen.add(known);
  }
  return problems;
}

/** For the upload: by name, in order. */
export const pairRecord = (kind: PairKind, pairs: readonly Pair[]): Record<string, string> =>
  Object.fromEntries(filled(pairs).map(({ name, value }) => [nameOf(kind, name), value]));

const filled = (pairs: readonly Pair[]) => pairs.filter(({ name, value }) => name !== '' || value !== '');

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

/** Rows for names that have none yet. */
export function withNames(pairs: readonly Pair[], names: readonly string[]): Pair[] {
  let id = nextId(pairs);
  const missing = names.filter((name) => !pairs.some((pair) => pair.name.trim() === name));
  return [...pairs, ...missing.map((name) => ({ id: id++, name, value: '' }))];
}

export const nextId = (pairs: readonly Pair[]) => 1 + Math.max(0, ...pairs.map(({ id }) => id));
