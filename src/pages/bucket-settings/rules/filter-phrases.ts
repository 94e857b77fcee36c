import { formatBytes, formatExactBytes } from '../../../components/text/format.ts';
import type { Language, TextFunction } from '../../../components/text/language.ts';
import type { RuleFilter } from '../../../storage/index.ts';
import type { Phrase } from './phrases.tsx';

/** A filter in words, one condition a phrase. A size that its short form does not say exactly is said in bytes. */
export function filterPhrases(
  { prefix, tags, sizeGreaterThan, sizeLessThan, kept }: RuleFilter,
  t: TextFunction<'rules'>,
  language: Language,
): Phrase[] {
  const size = (bytes: number) =>
    bytes % 1024 === 0 || bytes < 1024 ? formatBytes(bytes, language) : formatExactBytes(bytes, language);
  const phrases: Phrase[] = [
    ...(prefix ? [{ words: t('prefix'), value: prefix }] : []),
    ...tags.map(({ key, value }) => ({ words: t('tag'), value: `${key}=${value}` })),
    ...(sizeGreaterThan === undefined ? [] : [{ words: t('above'), value: size(sizeGreaterThan) }]),
    ...(sizeLessThan === undefined ? [] : [{ words: t('below'), value: size(sizeLessThan) }]),
    ...(kept.length === 0 ? [] : [{ words: t('unknownCondition', { count: kept.length }) }]),
  ];
  return phrases.length === 0 ? [{ words: t('allObjects') }] : phrases;
}
