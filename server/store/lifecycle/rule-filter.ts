import { malformedXml, S3Error } from '../http/s3-error.ts';
import type { Tag } from '../tagging/tags.ts';
import { requiredText, type XmlElement } from '../xml/read-xml.ts';
import { element, leaf } from '../xml/write-xml.ts';
import { optionalElement, optionalInteger, optionalText } from './rule-xml.ts';

/** Which objects a rule of lifecycle or replication is about: those that meet every condition, or all. */
export interface RuleFilter {
  /** How it was written, which is how it is answered: the rule's own Prefix, a bare Filter, or one with And. */
  form: 'Prefix' | 'Filter' | 'And';
  prefix?: string;
  tags: readonly Tag[];
  /** Bytes; an object of just this size is not meant. */
  sizeGreaterThan?: number;
  /** Bytes; an object of just this size is not meant. */
  sizeLessThan?: number;
}

/** A delete marker has no bytes and no tags. */
export interface FilteredVersion {
  key: string;
  size: number;
  tags: readonly Tag[];
}

const maxSize = Number.MAX_SAFE_INTEGER;
const maxPrefixBytes = 1024;
const maxTagKey = 128;
const maxTagValue = 256;

/**
 * Reads a rule's Filter, or the Prefix of its own that older clients send instead. Undefined: it has neither.
 * `sizes`: whether conditions on the size are taken.
 */
export function readFilter(rule: XmlElement, { sizes }: { sizes: boolean }): RuleFilter | undefined {
  const prefix = optionalText(rule, 'Prefix');
  const filter = optionalElement(rule, 'Filter');
  if (filter === undefined) {
    return prefix === undefined ? undefined : checked({ form: 'Prefix', prefix, tags: [] });
  }
  if (prefix !== undefined) throw malformedXml('A rule takes Filter or Prefix, not both.');
  const and = optionalElement(filter, 'And');
  const bare = readConditions(filter, sizes);
  if (and === undefined) {
    if (bare.count > 1) throw malformedXml('A filter with several conditions takes them in And.');
    return checked({ form: 'Filter', ...bare.conditions });
  }
  const joined = readConditions(and, sizes);
  if (bare.count > 0) throw malformedXml('A filter with And has no condition beside it.');
  if (joined.count < 2) throw malformedXml('And takes two conditions or more.');
  return checked({ form: 'And', ...joined.conditions });
}

/** As it is written below a Rule. */
export function filterElement({ form, prefix, tags, sizeGreaterThan, sizeLessThan }: RuleFilter): string {
  if (form === 'Prefix') return leaf('Prefix', prefix);
  const conditions = [
    leaf('Prefix', prefix),
    ...tags.map(({ key, value }) => element('Tag', [leaf('Key', key), leaf('Value', value)])),
    leaf('ObjectSizeGreaterThan', sizeGreaterThan),
    leaf('ObjectSizeLessThan', sizeLessThan),
  ];
  return element('Filter', form === 'And' ? [element('And', conditions)] : conditions);
}

export function matchesFilter(filter: RuleFilter, { key, size, tags }: FilteredVersion): boolean {
  const { prefix = '', sizeGreaterThan = -1, sizeLessThan = Number.POSITIVE_INFINITY } = filter;
  return (
    key.startsWith(prefix) &&
    size > sizeGreaterThan &&
    size < sizeLessThan &&
    filter.tags.every((wanted) => tags.some((tag) => tag.key === wanted.key && tag.value === wanted.value))
  );
}

function readConditions(parent: XmlElement, sizes: boolean) {
  if (!sizes && (parent.child('ObjectSizeGreaterThan') ?? parent.child('ObjectSizeLessThan')) !== undefined) {
    throw malformedXml('This filter takes no sizes.');
  }
  const tags = parent.children('Tag').map((tag) => ({
    key: requiredText(tag, 'Key'),
    value: requiredText(tag, 'Value'),
  }));
  const conditions: Omit<RuleFilter, 'form'> = {
    prefix: optionalText(parent, 'Prefix'),
    tags,
    sizeGreaterThan: optionalInteger(parent, 'ObjectSizeGreaterThan', maxSize),
    sizeLessThan: optionalInteger(parent, 'ObjectSizeLessThan', maxSize),
  };
  const { tags: _, ...single } = conditions;
  const count = tags.length + Object.values(single).filter((value) => value !== undefined).length;
  return { conditions, count };
}

function checked(filter: RuleFilter): RuleFilter {
  const { prefix = '', tags, sizeGreaterThan = 0, sizeLessThan = maxSize } = filter;
  if (Buffer.byteLength(prefix) > maxPrefixBytes) throw invalidRequest('A prefix has at most 1,024 bytes.');
  if (new Set(tags.map(({ key }) => key)).size < tags.length) {
    throw invalidRequest('A filter names each tag once.');
  }
  for (const { key, value } of tags) {
    if (key === '' || key.length > maxTagKey || value.length > maxTagValue) {
      throw invalidRequest('A tag has a key of 1 to 128 characters and a value of 256 at most.');
    }
  }
  if (sizeGreaterThan < 0 || sizeLessThan < 1) {
    throw invalidRequest('ObjectSizeGreaterThan begins at 0 and ObjectSizeLessThan at 1.');
  }
  if (sizeGreaterThan >= sizeLessThan) {
    throw invalidRequest('ObjectSizeLessThan has to be more than ObjectSizeGreaterThan.');
  }
  return filter;
}

const invalidRequest = (message: string) => new S3Error('InvalidRequest', message);
