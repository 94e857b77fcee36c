import { isXmlText, type SettingValues } from '../../../storage/index.ts';
import { linesOf, textOf } from '../lines.ts';

type Versioning = SettingValues['versioning'];

export interface VersioningForm {
  /** `never`: as the bucket was made; it cannot be had back. */
  status: Versioning['status'] | 'never';
  /** One a line. */
  excludedPrefixes: string;
  excludeFolders: boolean;
}

export const toForm = (value: Versioning | undefined): VersioningForm => ({
  status: value?.status ?? 'never',
  excludedPrefixes: textOf(value?.excludedPrefixes ?? []),
  excludeFolders: value?.excludeFolders ?? false,
});

/** MinIO takes no more. */
const mostPrefixes = 10;

export function prefixProblem({
  excludedPrefixes,
}: VersioningForm): 'tooManyPrefixes' | 'unwritable' | undefined {
  if (!isXmlText(excludedPrefixes)) return 'unwritable';
  return linesOf(excludedPrefixes).length > mostPrefixes ? 'tooManyPrefixes' : undefined;
}

export function toValue(form: VersioningForm, before: Versioning | undefined): Versioning | 'invalid' {
  const { status } = form;
  if (status === 'never' || prefixProblem(form)) return 'invalid';
  // Where nothing gets a version, nothing can be left out: MinIO refuses the one with the other.
  const excludes = status === 'Enabled';
  return {
    status,
    excludedPrefixes: excludes ? linesOf(form.excludedPrefixes) : [],
    excludeFolders: excludes && form.excludeFolders,
    kept: before?.kept ?? [],
  };
}

export type VersioningNotice = 'firstEnabled' | 'suspending' | 'excluding';

/** What the person must know before it is saved. */
export function noticeFor(value: Versioning, before: Versioning | undefined): VersioningNotice | undefined {
  if (value.status === 'Suspended') return before?.status === 'Suspended' ? undefined : 'suspending';
  const isNew = (prefix: string) => !before?.excludedPrefixes.includes(prefix);
  if (value.excludedPrefixes.some(isNew) || (value.excludeFolders && !before?.excludeFolders))
    return 'excluding';
  return before === undefined ? 'firstEnabled' : undefined;
}
