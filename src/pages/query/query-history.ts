import type { InputDraft } from './input-draft.ts';

export interface PastQuery {
  key: string;
  expression: string;
  draft: InputDraft;
}

const longest = 30;

/** The newest first; one that is asked again moves up. */
export function addToHistory(before: readonly PastQuery[], past: PastQuery): PastQuery[] {
  const others = before.filter(({ key, expression }) => key !== past.key || expression !== past.expression);
  return [past, ...others].slice(0, longest);
}
