import { randomUUID } from 'node:crypto';
import type { Profile } from '../http/call.ts';
import { malformedXml, S3Error } from '../http/s3-error.ts';
import { readXml, type XmlElement } from '../xml/read-xml.ts';
import { parseDate } from './due-time.ts';
import type { Expiration, LifecycleRule, NoncurrentExpiration } from './lifecycle-setting.ts';
import { type RuleFilter, readFilter } from './rule-filter.ts';
import { optionalBoolean, optionalElement, optionalInteger, optionalText, readStatus } from './rule-xml.ts';

interface LifecycleContext {
  profile: Profile;
  /** Whether the bucket has Object Lock. */
  hasLock: boolean;
}

const maxRules = 1000;
const maxIdLength = 255;
const maxNewerVersions = 100;

/**
 * Reads and checks a bucket's lifecycle. MinIO calls whatever is wrong with a rule an InvalidArgument, and a document
 * that cannot be read an InternalError.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
 */
export function readLifecycle(document: Uint8Array, context: LifecycleContext): readonly LifecycleRule[] {
  const root = inMinio('InternalError', () => readXml(document, 'LifecycleConfiguration'));
  return inMinio('InvalidArgument', () => {
    const rules = root.children('Rule').map((rule) => readRule(rule, context));
    checkTogether(rules);
    return rules;
  });
}

function inMinio<T>(code: 'InternalError' | 'InvalidArgument', read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof S3Error && error.inMinio === undefined ? error.orInMinio(code) : error;
  }
}

function checkTogether(rules: readonly LifecycleRule[]): void {
  if (rules.length === 0 || rules.length > maxRules) throw malformedXml('A lifecycle has 1 to 1,000 rules.');
  if (new Set(rules.map(({ id }) => id)).size < rules.length) {
    throw new S3Error('InvalidArgument', 'Each rule has an ID of its own.');
  }
  const isOld = (rule: LifecycleRule) => rule.filter.form === 'Prefix';
  if (rules.some(isOld) && !rules.every(isOld)) {
    throw new S3Error(
      'InvalidRequest',
      'Either every rule has a Filter or every rule has a Prefix of its own.',
    );
  }
}

function readRule(element: XmlElement, context: LifecycleContext): LifecycleRule {
  const id = optionalText(element, 'ID') || randomUUID();
  if (id.length > maxIdLength) throw new S3Error('InvalidArgument', 'An ID has at most 255 characters.');
  const status = readStatus(element);
  const filter = readFilter(element, { sizes: true });
  if (filter === undefined) throw malformedXml('A rule has a Filter, which may be empty.');
  refuseTransitions(element);
  const rule: LifecycleRule = {
    id,
    status,
    filter,
    expiration: readExpiration(element, context),
    noncurrentExpiration: readNoncurrentExpiration(element, context),
    abortUploadsAfterDays: readAbort(element, filter, context),
    deleteMarkerDays: readDeleteMarkerDays(element, context),
  };
  const { expiration, noncurrentExpiration, abortUploadsAfterDays, deleteMarkerDays } = rule;
  const actions = [expiration, noncurrentExpiration, abortUploadsAfterDays, deleteMarkerDays];
  if (actions.every((action) => action === undefined)) {
    throw new S3Error('InvalidRequest', 'A rule has at least one action.');
  }
  if (expiration?.kind === 'expired-delete-marker' && filter.tags.length > 0) {
    throw new S3Error('InvalidRequest', 'ExpiredObjectDeleteMarker takes no tags: delete markers have none.');
  }
  return rule;
}

/** There is no class to go to: the two that this store has are none that S3 would take here either. */
function refuseTransitions(rule: XmlElement): void {
  const [asked] = [...rule.children('Transition'), ...rule.children('NoncurrentVersionTransition')];
  if (asked === undefined) return;
  const code = 'InvalidStorageClass';
  throw new S3Error(code, 'This store has no storage class that objects could move to.', {
    StorageClassRequested: optionalText(asked, 'StorageClass') ?? '',
  }).orInMinio(code);
}

function readExpiration(rule: XmlElement, context: LifecycleContext): Expiration | undefined {
  const element = optionalElement(rule, 'Expiration');
  if (element === undefined) return undefined;
  const days = optionalInteger(element, 'Days');
  const dateText = optionalText(element, 'Date');
  const remove = optionalBoolean(element, 'ExpiredObjectDeleteMarker');
  const allVersions = minioOnly(element, 'ExpiredObjectAllVersions', context, optionalBoolean)
    ? ({ allVersions: true } as const)
    : {};
  const count = [days, dateText, remove || undefined].filter((value) => value !== undefined).length;
  if (count > 1) throw malformedXml('An expiration has Days, Date or ExpiredObjectDeleteMarker.');
  if (days !== undefined) {
    if (days < 1) throw notPositive('Days');
    return { kind: 'days', days, ...allVersions };
  }
  if (dateText !== undefined) return { kind: 'date', date: readMidnight(dateText), ...allVersions };
  if (remove === undefined)
    throw malformedXml('An expiration needs Days, Date or ExpiredObjectDeleteMarker.');
  return { kind: 'expired-delete-marker', remove };
}

function readMidnight(text: string): number {
  const date = parseDate(text.trim());
  if (date === undefined) throw malformedXml('Date is a date in the form of ISO 8601.');
  if (date % 86_400_000 !== 0) throw new S3Error('InvalidArgument', 'Date is a midnight in UTC.');
  return date;
}

function readNoncurrentExpiration(
  rule: XmlElement,
  { profile }: LifecycleContext,
): NoncurrentExpiration | undefined {
  const element = optionalElement(rule, 'NoncurrentVersionExpiration');
  if (element === undefined) return undefined;
  const days = optionalInteger(element, 'NoncurrentDays');
  const newerVersions = optionalInteger(element, 'NewerNoncurrentVersions');
  if (days === undefined && (profile === 'aws' || newerVersions === undefined)) {
    throw malformedXml('NoncurrentVersionExpiration needs NoncurrentDays.');
  }
  if (days !== undefined && days < 1) throw notPositive('NoncurrentDays');
  if (newerVersions !== undefined && newerVersions < 1) throw notPositive('NewerNoncurrentVersions');
  if (profile === 'aws' && newerVersions !== undefined && newerVersions > maxNewerVersions) {
    throw new S3Error('InvalidArgument', 'NewerNoncurrentVersions is at most 100.');
  }
  return { days, newerVersions };
}

/** MinIO has an expiry of its own for uploads and drops this action. */
function readAbort(rule: XmlElement, filter: RuleFilter, { profile }: LifecycleContext): number | undefined {
  const element = optionalElement(rule, 'AbortIncompleteMultipartUpload');
  if (element === undefined || profile === 'minio') return undefined;
  const days = optionalInteger(element, 'DaysAfterInitiation');
  if (days === undefined) throw malformedXml('AbortIncompleteMultipartUpload needs DaysAfterInitiation.');
  if (days < 1) throw notPositive('DaysAfterInitiation');
  const { tags, sizeGreaterThan, sizeLessThan } = filter;
  if (tags.length > 0 || sizeGreaterThan !== undefined || sizeLessThan !== undefined) {
    throw new S3Error('InvalidRequest', 'Uploads have no tags and no size before they are complete.');
  }
  return days;
}

function readDeleteMarkerDays(rule: XmlElement, context: LifecycleContext): number | undefined {
  const element = minioOnly(rule, 'DelMarkerExpiration', context, optionalElement);
  if (element === undefined) return undefined;
  const days = optionalInteger(element, 'Days');
  if (days === undefined || days < 1) throw notPositive('Days');
  return days;
}

/** What MinIO added to S3: unknown elsewhere, and never in a bucket whose versions may be locked. */
function minioOnly<T>(
  parent: XmlElement,
  name: string,
  { profile, hasLock }: LifecycleContext,
  read: (parent: XmlElement, name: string) => T | undefined,
): T | undefined {
  const value = read(parent, name);
  if (value !== undefined && profile === 'aws') throw malformedXml(`${name} is nothing that S3 knows.`);
  if (value !== undefined && hasLock) {
    throw new S3Error('InvalidArgument', `A bucket with Object Lock takes no ${name}.`);
  }
  return value;
}

const notPositive = (name: string) => new S3Error('InvalidArgument', `${name} is 1 or more.`);
