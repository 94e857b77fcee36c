import type { SourceConditions } from '../../../storage/index.ts';

/** The conditions as they are typed: ETags with or without quotes, times as `datetime-local` gives them. */
export interface ConditionsDraft {
  match: string;
  noneMatch: string;
  modifiedSince: string;
  unmodifiedSince: string;
}

export const noConditions: ConditionsDraft = {
  match: '',
  noneMatch: '',
  modifiedSince: '',
  unmodifiedSince: '',
};

export function conditionsOf(draft: ConditionsDraft): SourceConditions {
  return {
    sourceIfMatch: etagOf(draft.match),
    sourceIfNoneMatch: etagOf(draft.noneMatch),
    sourceIfModifiedSince: timeOf(draft.modifiedSince),
    sourceIfUnmodifiedSince: timeOf(draft.unmodifiedSince),
  };
}

function etagOf(text: string): string | undefined {
  return text.trim().replace(/^(?:W\/)?"(.*)"$/, '$1') || undefined;
}

/** In the person's own time zone. */
function timeOf(text: string): Date | undefined {
  const time = new Date(text);
  return text === '' || Number.isNaN(time.getTime()) ? undefined : time;
}
