import type { RuleFilter } from '../../settings/setting-types.ts';
import { wholeNumber } from './understood.ts';
import { child, children, element, keptOf, leaf, textOf, type XmlElement } from './xml-document.ts';

const conditions = ['Prefix', 'Tag', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'];

/**
 * The filter of a rule of lifecycle or replication: Filter, Filter with And, or the rule's own Prefix as older
 * clients write it. A condition that is not known is kept: without it the rule would be about more objects.
 */
export function readFilter(rule: XmlElement): RuleFilter {
  const filter = child(rule, 'Filter');
  if (filter === undefined) return { prefix: textOf(rule, 'Prefix') || undefined, tags: [], kept: [] };
  const and = child(filter, 'And');
  const holder = and ?? filter;
  const sizes = ['ObjectSizeGreaterThan', 'ObjectSizeLessThan'].map((name) => child(holder, name));
  const unclear = sizes.filter((size) => size !== undefined && wholeNumber(size.text) === undefined);
  return {
    prefix: textOf(holder, 'Prefix') || undefined,
    tags: children(holder, 'Tag').map((tag) => ({
      key: textOf(tag, 'Key') ?? '',
      value: textOf(tag, 'Value') ?? '',
    })),
    sizeGreaterThan: wholeNumber(sizes[0]?.text),
    sizeLessThan: wholeNumber(sizes[1]?.text),
    kept: [
      ...keptOf(holder, conditions),
      ...(and === undefined ? [] : keptOf(filter, ['And'])),
      ...unclear.flatMap((size) => size?.xml ?? []),
    ],
  };
}

/** A Filter, which with several conditions takes them in And. Without any it is the empty prefix: all objects. */
export function printFilter({ prefix, tags, sizeGreaterThan, sizeLessThan, kept }: RuleFilter): string {
  const parts = [
    leaf('Prefix', prefix || undefined),
    ...tags.map(({ key, value }) => element('Tag', leaf('Key', key), leaf('Value', value))),
    leaf('ObjectSizeGreaterThan', sizeGreaterThan),
    leaf('ObjectSizeLessThan', sizeLessThan),
    ...kept,
  ].filter((part) => part !== '');
  if (parts.length === 0) return element('Filter', leaf('Prefix', ''));
  return element('Filter', parts.length === 1 ? parts : element('And', parts));
}
