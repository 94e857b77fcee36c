import type { LifecycleExpiration, LifecycleRule, LifecycleTime } from '../../settings/setting-types.ts';
import { defineXmlSetting } from './define-setting.ts';
import { printFilter, readFilter } from './rule-filter.ts';
import { understand, understandOne, wholeNumber } from './understood.ts';
import { children, element, keptOf, leaf, textOf, type XmlElement, xmlDocument } from './xml-document.ts';

const root = 'LifecycleConfiguration';

/** API: GetBucketLifecycleConfiguration, PutBucketLifecycleConfiguration, DeleteBucketLifecycle. */
export const lifecycle = defineXmlSetting({
  name: 'lifecycle',
  root,
  missingCodes: ['NoSuchLifecycleConfiguration'],
  removal: 'delete',
  read: (document) => ({
    rules: children(document, 'Rule').map(readRule),
    // MinIO's note of when it was written is no part of what is written.
    kept: keptOf(document, ['Rule', 'ExpiryUpdatedAt']),
  }),
  print: ({ rules, kept }) => xmlDocument(root, rules.map(printRule), kept),
});

const known = [
  'ID',
  'Status',
  'Filter',
  'Prefix',
  'Expiration',
  'NoncurrentVersionExpiration',
  'AbortIncompleteMultipartUpload',
  'DelMarkerExpiration',
  'Transition',
  'NoncurrentVersionTransition',
];

function readRule(rule: XmlElement): LifecycleRule {
  const expiration = understandOne(
    rule,
    'Expiration',
    ['Days', 'Date', 'ExpiredObjectDeleteMarker', 'ExpiredObjectAllVersions'],
    readExpiration,
  );
  const noncurrent = understandOne(
    rule,
    'NoncurrentVersionExpiration',
    ['NoncurrentDays', 'NewerNoncurrentVersions'],
    readNoncurrent,
  );
  const abort = understandOne(rule, 'AbortIncompleteMultipartUpload', ['DaysAfterInitiation'], (action) =>
    wholeNumber(textOf(action, 'DaysAfterInitiation')),
  );
  const markers = understandOne(rule, 'DelMarkerExpiration', ['Days'], (action) =>
    wholeNumber(textOf(action, 'Days')),
  );
  const transitions = understand(rule, 'Transition', ['Days', 'Date', 'StorageClass'], (transition) => {
    const after = readTime(transition);
    const storageClass = textOf(transition, 'StorageClass')?.trim();
    return after && storageClass ? { after, storageClass } : undefined;
  });
  const noncurrentTransitions = understand(
    rule,
    'NoncurrentVersionTransition',
    ['NoncurrentDays', 'NewerNoncurrentVersions', 'StorageClass'],
    (transition) => {
      const { days, keepNewest } = readNoncurrent(transition) ?? {};
      const storageClass = textOf(transition, 'StorageClass')?.trim();
      return days !== undefined && storageClass ? { days, keepNewest, storageClass } : undefined;
    },
  );
  return {
    id: textOf(rule, 'ID') || undefined,
    enabled: textOf(rule, 'Status')?.trim() === 'Enabled',
    filter: readFilter(rule),
    expiration: expiration.value,
    noncurrentExpiration: noncurrent.value,
    abortUploadsAfter: abort.value,
    deleteMarkerDays: markers.value,
    transitions: transitions.values,
    noncurrentTransitions: noncurrentTransitions.values,
    kept: [
      ...[expiration, noncurrent, abort, markers, transitions, noncurrentTransitions].flatMap(
        ({ kept }) => kept,
      ),
      ...keptOf(rule, known),
    ],
  };
}

function readExpiration(expiration: XmlElement): LifecycleExpiration | undefined {
  const isTrue = (name: string) => textOf(expiration, name)?.trim() === 'true';
  const time = readTime(expiration);
  const allVersions = isTrue('ExpiredObjectAllVersions');
  if (isTrue('ExpiredObjectDeleteMarker')) {
    const isAlone = expiration.children.length === 1;
    return isAlone ? { expiredDeleteMarker: true } : undefined;
  }
  return time && { ...time, ...(allVersions && { allVersions }) };
}

/** Days or Date, not both. */
function readTime(action: XmlElement): LifecycleTime | undefined {
  const [days, date] = [textOf(action, 'Days'), textOf(action, 'Date')?.trim()];
  if (days !== undefined && date !== undefined) return undefined;
  // AWS writes milliseconds where others have none.
  if (date) return Number.isNaN(Date.parse(date)) ? undefined : { date: date.replace(/\.0+Z$/, 'Z') };
  const count = wholeNumber(days);
  return count === undefined ? undefined : { days: count };
}

function readNoncurrent(action: XmlElement): { days?: number; keepNewest?: number } | undefined {
  const texts = [textOf(action, 'NoncurrentDays'), textOf(action, 'NewerNoncurrentVersions')];
  const [days, keepNewest] = texts.map(wholeNumber);
  const isUnclear = texts.some((text) => text !== undefined && wholeNumber(text) === undefined);
  return isUnclear || (days === undefined && keepNewest === undefined) ? undefined : { days, keepNewest };
}

function printRule(rule: LifecycleRule): string {
  const { noncurrentExpiration, abortUploadsAfter, deleteMarkerDays } = rule;
  return element(
    'Rule',
    leaf('ID', rule.id),
    printFilter(rule.filter),
    leaf('Status', rule.enabled ? 'Enabled' : 'Disabled'),
    rule.transitions.map(({ after, storageClass }) =>
      element('Transition', printTime(after), leaf('StorageClass', storageClass)),
    ),
    rule.expiration === undefined ? '' : printExpiration(rule.expiration),
    rule.noncurrentTransitions.map(({ storageClass, ...when }) =>
      element('NoncurrentVersionTransition', printNoncurrent(when), leaf('StorageClass', storageClass)),
    ),
    noncurrentExpiration === undefined
      ? ''
      : element('NoncurrentVersionExpiration', printNoncurrent(noncurrentExpiration)),
    abortUploadsAfter === undefined
      ? ''
      : element('AbortIncompleteMultipartUpload', leaf('DaysAfterInitiation', abortUploadsAfter)),
    deleteMarkerDays === undefined ? '' : element('DelMarkerExpiration', leaf('Days', deleteMarkerDays)),
    rule.kept,
  );
}

const printTime = (time: LifecycleTime) =>
  'days' in time ? leaf('Days', time.days) : leaf('Date', time.date);

const printExpiration = (expiration: LifecycleExpiration) =>
  'expiredDeleteMarker' in expiration
    ? element('Expiration', leaf('ExpiredObjectDeleteMarker', true))
    : element(
        'Expiration',
        printTime(expiration),
        expiration.allVersions ? leaf('ExpiredObjectAllVersions', true) : '',
      );

const printNoncurrent = ({ days, keepNewest }: { days?: number; keepNewest?: number }) =>
  leaf('NoncurrentDays', days) + leaf('NewerNoncurrentVersions', keepNewest);
