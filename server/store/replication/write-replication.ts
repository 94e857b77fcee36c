import { filterElement } from '../lifecycle/rule-filter.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import type { ReplicationDestination, ReplicationRule, ReplicationSetting } from './replication-setting.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketReplication.html */
export const writeReplication = ({ role, rules }: ReplicationSetting): string =>
  xmlDocument('ReplicationConfiguration', [leaf('Role', role), ...rules.map(ruleElement)]);

function ruleElement(rule: ReplicationRule): string {
  return element('Rule', [
    leaf('ID', rule.id),
    leaf('Status', rule.status),
    leaf('Priority', rule.priority),
    status('DeleteMarkerReplication', rule.deleteMarkers),
    status('DeleteReplication', rule.deletes),
    destinationElement(rule.destination),
    filterElement(rule.filter),
    sourceSelectionElement(rule.sourceSelection),
    status('ExistingObjectReplication', rule.existingObjects),
  ]);
}

const destinationElement = ({ arn, storageClass, account }: ReplicationDestination) =>
  element('Destination', [leaf('Bucket', arn), leaf('Account', account), leaf('StorageClass', storageClass)]);

const sourceSelectionElement = (selection: ReplicationRule['sourceSelection']) =>
  selection === undefined
    ? ''
    : element('SourceSelectionCriteria', [
        status('ReplicaModifications', selection.replicaModifications),
        status('SseKmsEncryptedObjects', selection.kmsObjects),
      ]);

const status = (name: string, value: 'Enabled' | 'Disabled' | undefined) =>
  value === undefined ? '' : element(name, [leaf('Status', value)]);
