import { isXmlText, type RuleFilter } from '../../../storage/index.ts';
import { noSize, type SizeDraft, sizeDraft, typedSize } from './numbers.ts';

/** The filter of a rule as it stands in a form. */
export interface FilterDraft {
  prefix: string;
  tags: readonly TagDraft[];
  above: SizeDraft;
  below: SizeDraft;
  /** Conditions that are not understood. */
  kept: readonly string[];
}

export interface TagDraft {
  key: string;
  value: string;
}

export const emptyFilter: FilterDraft = { prefix: '', tags: [], above: noSize, below: noSize, kept: [] };

export function filterDraft(filter: RuleFilter): FilterDraft {
  return {
    prefix: filter.prefix ?? '',
    tags: filter.tags.map(({ key, value }) => ({ key, value })),
    above: sizeDraft(filter.sizeGreaterThan),
    below: sizeDraft(filter.sizeLessThan),
    kept: filter.kept,
  };
}

export function filterOf({ prefix, tags, above, below, kept }: FilterDraft): RuleFilter {
  return {
    prefix: prefix || undefined,
    tags,
    sizeGreaterThan: typedSize(above),
    sizeLessThan: typedSize(below),
    kept,
  };
}

export type FilterProblem =
  | 'characters'
  | 'prefixTooLong'
  | 'tagKeyMissing'
  | 'tagKeyTooLong'
  | 'tagValueTooLong'
  | 'tagTwice'
  | 'noSize'
  | 'sizesCross';

const maxPrefixBytes = 1024;
const maxTagKey = 128;
const maxTagValue = 256;

/** What is wrong, by field: `prefix`, `above`, `below`, and `tag0`, `tag1` … */
export function filterProblems(draft: FilterDraft): Record<string, FilterProblem> {
  const problems: Record<string, FilterProblem> = {};
  if (!isXmlText(draft.prefix)) problems.prefix = 'characters';
  else if (new TextEncoder().encode(draft.prefix).byteLength > maxPrefixBytes)
    problems.prefix = 'prefixTooLong';
  draft.tags.forEach((tag, index) => {
    const problem = tagProblem(tag, draft.tags.slice(0, index));
    if (problem !== undefined) problems[`tag${index}`] = problem;
  });
  const isUnclear = (size: SizeDraft) => size.text.trim() !== '' && typedSize(size) === undefined;
  if (isUnclear(draft.above)) problems.above = 'noSize';
  if (isUnclear(draft.below)) problems.below = 'noSize';
  const [above, below] = [typedSize(draft.above), typedSize(draft.below)];
  // Both bounds are exclusive: between them must be room for one size at least.
  if (below !== undefined && below <= (above ?? -1) + 1) problems.below = 'sizesCross';
  return problems;
}

function tagProblem({ key, value }: TagDraft, before: readonly TagDraft[]): FilterProblem | undefined {
  if (key === '') return 'tagKeyMissing';
  if (!isXmlText(key + value)) return 'characters';
  if (key.length > maxTagKey) return 'tagKeyTooLong';
  if (value.length > maxTagValue) return 'tagValueTooLong';
  return before.some((tag) => tag.key === key) ? 'tagTwice' : undefined;
}
