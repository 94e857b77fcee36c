import type { Profile } from '../http/call.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import type { Expiration, LifecycleRule, NoncurrentExpiration } from './lifecycle-setting.ts';
import { filterElement } from './rule-filter.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html */
export function writeLifecycle(rules: readonly LifecycleRule[], profile: Profile): string {
  return xmlDocument(
    'LifecycleConfiguration',
    rules.map((rule) => ruleElement(rule, profile)),
  );
}

function ruleElement(rule: LifecycleRule, profile: Profile): string {
  return element('Rule', [
    leaf('ID', rule.id),
    leaf('Status', rule.status),
    filterElement(rule.filter),
    expirationElement(rule.expiration, profile),
    noncurrentElement(rule.noncurrentExpiration),
    wrapped('AbortIncompleteMultipartUpload', 'DaysAfterInitiation', rule.abortUploadsAfterDays),
    wrapped('DelMarkerExpiration', 'Days', rule.deleteMarkerDays),
  ]);
}

function expirationElement(expiration: Expiration | undefined, profile: Profile): string {
  switch (expiration?.kind) {
    case undefined:
      return '';
    case 'days':
      return element('Expiration', [leaf('Days', expiration.days), allVersionsLeaf(expiration)]);
    case 'date':
      return element('Expiration', [
        leaf('Date', isoDate(expiration.date, profile)),
        allVersionsLeaf(expiration),
      ]);
    case 'expired-delete-marker':
      return element('Expiration', [leaf('ExpiredObjectDeleteMarker', expiration.remove)]);
  }
}

const allVersionsLeaf = ({ allVersions }: { allVersions?: true }) =>
  leaf('ExpiredObjectAllVersions', allVersions);

/** MinIO writes no milliseconds. */
function isoDate(time: number, profile: Profile): string {
  const text = new Date(time).toISOString();
  return profile === 'minio' ? text.replace('.000Z', 'Z') : text;
}

const noncurrentElement = (expiration: NoncurrentExpiration | undefined) =>
  expiration === undefined
    ? ''
    : element('NoncurrentVersionExpiration', [
        leaf('NoncurrentDays', expiration.days),
        leaf('NewerNoncurrentVersions', expiration.newerVersions),
      ]);

const wrapped = (name: string, child: string, value: number | undefined) =>
  value === undefined ? '' : element(name, [leaf(child, value)]);
