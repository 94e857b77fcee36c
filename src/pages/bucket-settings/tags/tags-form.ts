import { isXmlText, type SettingValues } from '../../../storage/index.ts';

type Tags = SettingValues['tagging'];

export interface TagsForm {
  rows: { key: string; value: string }[];
}

export const toForm = (value: Tags | undefined): TagsForm => ({
  rows: (value ?? []).map(({ key, value: of }) => ({ key, value: of })),
});

/** As S3 counts: characters, not bytes. */
export const most = { tags: 50, key: 128, value: 256 } as const;

type KeyProblem = 'tagKeyMissing' | 'tagKeyTwice' | 'tagKeyTooLong' | 'tagKeyReserved' | 'unwritable';
type ValueProblem = 'tagValueTooLong' | 'unwritable';

export interface RowProblems {
  key?: KeyProblem;
  value?: ValueProblem;
}

/** Of each row; a key that stands twice is wrong where it comes again. What the server has itself is never reserved. */
export function rowProblems({ rows }: TagsForm, before: Tags | undefined): RowProblems[] {
  const known = new Set(before?.map(({ key }) => key));
  return rows.map(({ key, value }, index) => ({
    key: /^aws:/i.test(key) && !known.has(key) ? 'tagKeyReserved' : keyProblem(key, rows.slice(0, index)),
    value: !isXmlText(value) ? 'unwritable' : [...value].length > most.value ? 'tagValueTooLong' : undefined,
  }));
}

function keyProblem(key: string, earlier: TagsForm['rows']): KeyProblem | undefined {
  if (key === '') return 'tagKeyMissing';
  if (!isXmlText(key)) return 'unwritable';
  if ([...key].length > most.key) return 'tagKeyTooLong';
  return earlier.some((row) => row.key === key) ? 'tagKeyTwice' : undefined;
}

/** Undefined: no tags, which takes the setting away. */
export function toValue(form: TagsForm, before: Tags | undefined): Tags | undefined | 'invalid' {
  // A row that nobody filled in is no tag.
  const rows = form.rows.filter(({ key, value }) => key !== '' || value !== '');
  if (rows.length > most.tags) return 'invalid';
  if (rowProblems({ rows }, before).some(({ key, value }) => key ?? value)) return 'invalid';
  return rows.length === 0 ? undefined : rows;
}
