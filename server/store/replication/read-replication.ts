import { randomUUID } from 'node:crypto';
import type { Profile } from '../http/call.ts';
import { malformedXml, notImplemented, S3Error } from '../http/s3-error.ts';
import { type RuleFilter, readFilter } from '../lifecycle/rule-filter.ts';
import { optionalElement, optionalInteger, optionalText, readStatus } from '../lifecycle/rule-xml.ts';
import { readXml, requiredText, type XmlElement } from '../xml/read-xml.ts';
import { destinationBucket } from './destination-arn.ts';
import type { ReplicationDestination, ReplicationRule, ReplicationSetting } from './replication-setting.ts';

const maxRules = 1000;
const maxIdLength = 255;
const storageClasses = ['STANDARD', 'REDUCED_REDUNDANCY'];

/**
 * Reads a bucket's replication and checks what can be checked without the buckets: see `check-buckets.ts`.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html
 */
export function readReplication(document: Uint8Array, profile: Profile): ReplicationSetting {
  const root = readXml(document, 'ReplicationConfiguration');
  const role = optionalText(root, 'Role')?.trim() ?? '';
  if (role === '' && profile === 'aws') throw malformedXml('Role is needed.');
  const rules = root.children('Rule').map((rule) => readRule(rule, profile));
  if (rules.length === 0) {
    throw malformedXml('A replication has a rule at least.').orInMinio(
      'XMinioAdminRemoteTargetNotFoundError',
    );
  }
  if (rules.length > maxRules) throw malformedXml('A replication has at most 1,000 rules.');
  checkTogether(rules, profile);
  return { role, rules };
}

/** MinIO takes the same ID twice. */
function checkTogether(rules: readonly ReplicationRule[], profile: Profile): void {
  const ids = rules.map(({ id }) => id);
  if (profile === 'aws' && new Set(ids).size < ids.length) {
    throw new S3Error('InvalidArgument', 'Each rule has an ID of its own.');
  }
  const priorities = rules.flatMap(({ priority }) => priority ?? []);
  if (new Set(priorities).size < priorities.length) {
    throw new S3Error('InvalidRequest', 'Each rule has a priority of its own.').orInMinio('MalformedXML');
  }
  const isOld = ({ filter }: ReplicationRule) => filter.form === 'Prefix';
  if (rules.some(isOld) && !rules.every(isOld)) {
    throw new S3Error(
      'InvalidRequest',
      'Either every rule has a Filter or every rule has a Prefix of its own.',
    );
  }
}

function readRule(element: XmlElement, profile: Profile): ReplicationRule {
  const id = optionalText(element, 'ID') || randomUUID();
  if (id.length > maxIdLength) throw new S3Error('InvalidArgument', 'An ID has at most 255 characters.');
  const filter = readRuleFilter(element, profile);
  const rule: ReplicationRule = {
    id,
    status: readStatus(element),
    filter,
    priority: optionalInteger(element, 'Priority'),
    deleteMarkers: nestedStatus(element, 'DeleteMarkerReplication'),
    deletes: nestedStatus(element, 'DeleteReplication'),
    existingObjects: nestedStatus(element, 'ExistingObjectReplication'),
    destination: readDestination(element, profile),
    sourceSelection: readSourceSelection(element),
  };
  checkForm(rule, profile);
  return rule;
}

/** MinIO takes a rule that says nothing of what it is about for one about everything. */
function readRuleFilter(element: XmlElement, profile: Profile): RuleFilter {
  const filter = readFilter(element, { sizes: false });
  if (filter !== undefined) return filter;
  if (profile === 'aws') throw malformedXml('A rule has a Filter, which may be empty.');
  return { form: 'Filter', tags: [] };
}

/** A rule with a Filter says what happens to delete markers, and how it stands to other rules; an older one cannot. */
function checkForm({ filter, priority, deleteMarkers, deletes }: ReplicationRule, profile: Profile): void {
  if (priority !== undefined && priority < 0) {
    throw new S3Error('InvalidRequest', 'A priority is 0 or more.').orInMinio('MalformedXML');
  }
  if (deletes !== undefined && profile === 'aws') {
    throw malformedXml('DeleteReplication is nothing that S3 knows.');
  }
  if (filter.form === 'Prefix') {
    if (priority !== undefined || deleteMarkers !== undefined) {
      throw new S3Error(
        'InvalidRequest',
        'Priority and DeleteMarkerReplication belong to a rule with a Filter.',
      );
    }
    return;
  }
  if (deleteMarkers === undefined) {
    throw new S3Error('InvalidRequest', 'A rule with a Filter has DeleteMarkerReplication.').orInMinio(
      'MalformedXML',
    );
  }
  if (priority === undefined && profile === 'aws') {
    throw new S3Error('InvalidRequest', 'A rule with a Filter has a Priority.');
  }
  if (filter.tags.length > 0 && deleteMarkers === 'Enabled') {
    throw new S3Error(
      'InvalidRequest',
      'Delete markers have no tags: a rule with tags cannot replicate them.',
    ).orInMinio('MalformedXML');
  }
}

/** What would change how copies are made and cannot be done here is refused: keeping it would promise it. */
const beyondHere = ['AccessControlTranslation', 'EncryptionConfiguration', 'ReplicationTime', 'Metrics'];

function readDestination(rule: XmlElement, profile: Profile): ReplicationDestination {
  const element = optionalElement(rule, 'Destination');
  if (element === undefined) throw malformedXml('A rule has a Destination.');
  const asked = beyondHere.find((name) => element.child(name) !== undefined);
  if (asked !== undefined) throw notImplemented(asked);
  const storageClass = optionalText(element, 'StorageClass')?.trim() || undefined;
  if (storageClass !== undefined && !storageClasses.includes(storageClass)) {
    throw new S3Error('InvalidStorageClass', 'This store has no such storage class.', {
      StorageClassRequested: storageClass,
    });
  }
  const arn = requiredText(element, 'Bucket').trim();
  return {
    arn,
    bucket: destinationBucket(arn, profile),
    storageClass,
    account: optionalText(element, 'Account'),
  };
}

function readSourceSelection(rule: XmlElement): ReplicationRule['sourceSelection'] {
  const element = optionalElement(rule, 'SourceSelectionCriteria');
  return (
    element && {
      kmsObjects: nestedStatus(element, 'SseKmsEncryptedObjects'),
      replicaModifications: nestedStatus(element, 'ReplicaModifications'),
    }
  );
}

function nestedStatus(parent: XmlElement, name: string): 'Enabled' | 'Disabled' | undefined {
  const element = optionalElement(parent, name);
  return element && readStatus(element);
}
