import type { Tag } from './settings/setting-types.ts';
import { isXmlText } from './settings/xml-text.ts';

/** As S3 counts: characters, not bytes. */
export const objectTagLimits = { tags: 10, key: 128, value: 256 } as const;

export type TagProblem = 'key-missing' | 'key-too-long' | 'key-twice' | 'value-too-long' | 'unwritable';

/** What no server takes of a tag, at its place among `all`; undefined where it may be sent. */
export function tagProblem({ key, value }: Tag, index: number, all: readonly Tag[]): TagProblem | undefined {
  if (key === '') return 'key-missing';
  if (!isXmlText(key) || !isXmlText(value)) return 'unwritable';
  if ([...key].length > objectTagLimits.key) return 'key-too-long';
  if ([...value].length > objectTagLimits.value) return 'value-too-long';
  return all.slice(0, index).some((earlier) => earlier.key === key) ? 'key-twice' : undefined;
}
