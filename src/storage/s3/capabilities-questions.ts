import type { CapabilityState } from '../capabilities.ts';
import type { CapabilityQuestion } from './capabilities-classify.ts';
import { XmlScanner } from './xml-scan.ts';

/** The text of the first element of that name, wherever it stands. */
function firstText(body: string, name: string): string | undefined {
  const scanner = new XmlScanner(body);
  while (scanner.next()) {
    if (scanner.kind === 'close' && scanner.name === name) return scanner.text.trim() || undefined;
  }
  return undefined;
}

/** A document with nothing in it is how some settings say that they were never set. */
function setOrNot(body: string): { state: CapabilityState } {
  const scanner = new XmlScanner(body);
  while (scanner.next()) if (scanner.depth > 1) return { state: 'available' };
  return { state: 'not-configured' };
}

/** As `setOrNot`, and what the element of that name says. */
const bySetting =
  (name: string): CapabilityQuestion['read'] =>
  (body) => {
    const detail = firstText(body, name);
    return detail === undefined ? { state: 'not-configured' } : { detail };
  };

const detailOf =
  (name: string): CapabilityQuestion['read'] =>
  (body) => ({ detail: firstText(body, name) });

/** Only a listed object shows whether its metadata comes along. */
function metadataInListing(body: string): { state: CapabilityState } {
  if (/<(?:\w+:)?UserMetadata[\s>/]/.test(body)) return { state: 'available' };
  return { state: /<(?:\w+:)?Contents[\s>]/.test(body) ? 'unsupported' : 'unknown' };
}

export const serviceQuestions: readonly CapabilityQuestion[] = [
  { name: 'list-buckets', query: {}, roots: ['ListAllMyBucketsResult'] },
];

/** Asked of a bucket, in the order in which the page shows them. Nothing but GET, and nothing that streams. */
export const bucketQuestions: readonly CapabilityQuestion[] = [
  { name: 'list', query: { 'list-type': '2', 'max-keys': '1' }, roots: ['ListBucketResult'] },
  {
    name: 'list-metadata',
    query: { 'list-type': '2', 'max-keys': '1', metadata: 'true' },
    roots: ['ListBucketResult'],
    read: metadataInListing,
  },
  { name: 'versions', query: { versions: '', 'max-keys': '1' }, roots: ['ListVersionsResult'] },
  { name: 'uploads', query: { uploads: '', 'max-uploads': '1' }, roots: ['ListMultipartUploadsResult'] },
  {
    name: 'location',
    query: { location: '' },
    roots: ['LocationConstraint'],
    read: detailOf('LocationConstraint'),
  },
  {
    name: 'versioning',
    query: { versioning: '' },
    roots: ['VersioningConfiguration'],
    read: bySetting('Status'),
  },
  {
    name: 'object-lock',
    query: { 'object-lock': '' },
    roots: ['ObjectLockConfiguration'],
    missingCodes: ['ObjectLockConfigurationNotFoundError', 'NoSuchObjectLockConfiguration'],
    read: detailOf('Mode'),
  },
  {
    name: 'encryption',
    query: { encryption: '' },
    roots: ['ServerSideEncryptionConfiguration'],
    missingCodes: ['ServerSideEncryptionConfigurationNotFoundError'],
    read: detailOf('SSEAlgorithm'),
  },
  {
    name: 'lifecycle',
    query: { lifecycle: '' },
    roots: ['LifecycleConfiguration'],
    missingCodes: ['NoSuchLifecycleConfiguration'],
  },
  {
    name: 'replication',
    query: { replication: '' },
    roots: ['ReplicationConfiguration'],
    missingCodes: ['ReplicationConfigurationNotFoundError'],
  },
  {
    name: 'tagging',
    query: { tagging: '' },
    roots: ['Tagging'],
    missingCodes: ['NoSuchTagSet', 'NoSuchTagSetError'],
  },
  {
    name: 'cors',
    query: { cors: '' },
    roots: ['CORSConfiguration'],
    missingCodes: ['NoSuchCORSConfiguration'],
  },
  { name: 'policy', query: { policy: '' }, roots: ['JSON'], missingCodes: ['NoSuchBucketPolicy'] },
  {
    name: 'policy-status',
    query: { policyStatus: '' },
    roots: ['PolicyStatus'],
    missingCodes: ['NoSuchBucketPolicy'],
  },
  {
    name: 'notification',
    query: { notification: '' },
    roots: ['NotificationConfiguration'],
    read: setOrNot,
  },
  { name: 'acl', query: { acl: '' }, roots: ['AccessControlPolicy'] },
  {
    name: 'public-access-block',
    query: { publicAccessBlock: '' },
    roots: ['PublicAccessBlockConfiguration'],
    missingCodes: ['NoSuchPublicAccessBlockConfiguration'],
  },
  {
    name: 'ownership-controls',
    query: { ownershipControls: '' },
    roots: ['OwnershipControls'],
    missingCodes: ['OwnershipControlsNotFoundError'],
    read: detailOf('ObjectOwnership'),
  },
  {
    name: 'website',
    query: { website: '' },
    roots: ['WebsiteConfiguration'],
    missingCodes: ['NoSuchWebsiteConfiguration'],
  },
  { name: 'logging', query: { logging: '' }, roots: ['BucketLoggingStatus'], read: setOrNot },
  {
    name: 'accelerate',
    query: { accelerate: '' },
    roots: ['AccelerateConfiguration'],
    read: bySetting('Status'),
  },
  {
    name: 'request-payment',
    query: { requestPayment: '' },
    roots: ['RequestPaymentConfiguration'],
    read: detailOf('Payer'),
  },
];
