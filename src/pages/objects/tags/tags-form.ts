import { objectTagLimits, type Tag, type TagProblem, tagProblem } from '../../../storage/index.ts';

/** What a person wants done to the tags of each of many objects. */
export type TagChange =
  | { mode: 'merge'; tags: readonly Tag[] }
  | { mode: 'remove'; keys: readonly string[] }
  | { mode: 'replace'; tags: readonly Tag[] };

export const tagModes = ['merge', 'remove', 'replace'] as const satisfies readonly TagChange['mode'][];

/** A row that nobody filled in is no tag. */
export const filled = (rows: readonly Tag[]) => rows.filter(({ key, value }) => key !== '' || value !== '');

/** Of each row. An empty key is wrong only where the row says something. */
export const problemsOf = (rows: readonly Tag[]): (TagProblem | undefined)[] =>
  rows.map((row, index) => (row.key === '' && row.value === '' ? undefined : tagProblem(row, index, rows)));

export const canBeSaved = (rows: readonly Tag[]) =>
  problemsOf(rows).every((problem) => problem === undefined) && filled(rows).length <= objectTagLimits.tags;

export function changedTags(current: readonly Tag[], change: TagChange): Tag[] {
  switch (change.mode) {
    case 'replace':
      return [...change.tags];
    case 'remove':
      return current.filter(({ key }) => !change.keys.includes(key));
    case 'merge': {
      const named = new Set(change.tags.map(({ key }) => key));
      return [...current.filter(({ key }) => !named.has(key)), ...change.tags];
    }
  }
}

/** The change that a form stands for; undefined where it is none. To replace all by nothing is one. */
export function changeOf(mode: TagChange['mode'], rows: readonly Tag[]): TagChange | undefined {
  const tags = filled(rows);
  if (mode === 'remove') {
    const keys = [...new Set(tags.map(({ key }) => key))];
    return keys.length === 0 ? undefined : { mode, keys };
  }
  if (!canBeSaved(rows) || (mode === 'merge' && tags.length === 0)) return undefined;
  return { mode, tags };
}

/** Whatever their order. */
export function isSame(some: readonly Tag[], others: readonly Tag[]): boolean {
  const byKey = new Map(others.map(({ key, value }) => [key, value]));
  return some.length === others.length && some.every(({ key, value }) => byKey.get(key) === value);
}
