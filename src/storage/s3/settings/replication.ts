import type { ReplicationRule } from '../../settings/setting-types.ts';
import { defineXmlSetting } from './define-setting.ts';
import { printFilter, readFilter } from './rule-filter.ts';
import { understandOne, wholeNumber } from './understood.ts';
import {
  child,
  children,
  element,
  keptOf,
  leaf,
  textOf,
  type XmlElement,
  xmlDocument,
} from './xml-document.ts';

const root = 'ReplicationConfiguration';

/** API: GetBucketReplication, PutBucketReplication, DeleteBucketReplication. */
export const replication = defineXmlSetting({
  name: 'replication',
  root,
  missingCodes: ['ReplicationConfigurationNotFoundError'],
  removal: 'delete',
  read: (document) => ({
    role: textOf(document, 'Role')?.trim() ?? '',
    rules: children(document, 'Rule').map(readRule),
    kept: keptOf(document, ['Role', 'Rule']),
  }),
  print: ({ role, rules, kept }) => xmlDocument(root, leaf('Role', role), rules.map(printRule), kept),
});

const known = [
  'ID',
  'Status',
  'Priority',
  'Filter',
  'Prefix',
  'Destination',
  'DeleteMarkerReplication',
  'DeleteReplication',
  'ExistingObjectReplication',
];

function readRule(rule: XmlElement): ReplicationRule {
  const destination = child(rule, 'Destination');
  const statusOf = (name: string) =>
    understandOne(rule, name, ['Status'], (action) => {
      const status = textOf(action, 'Status')?.trim();
      return status === 'Enabled' || status === 'Disabled' ? status === 'Enabled' : undefined;
    });
  const deleteMarkers = statusOf('DeleteMarkerReplication');
  const versionDeletes = statusOf('DeleteReplication');
  const existingObjects = statusOf('ExistingObjectReplication');
  const { prefix, tags, kept } = readFilter(rule);
  return {
    id: textOf(rule, 'ID') || undefined,
    enabled: textOf(rule, 'Status')?.trim() === 'Enabled',
    priority: wholeNumber(textOf(rule, 'Priority')),
    filter: { prefix, tags, kept },
    destination: textOf(destination, 'Bucket')?.trim() ?? '',
    storageClass: textOf(destination, 'StorageClass')?.trim() || undefined,
    destinationKept: keptOf(destination, ['Bucket', 'StorageClass']),
    deleteMarkers: deleteMarkers.value,
    versionDeletes: versionDeletes.value,
    existingObjects: existingObjects.value,
    kept: [
      ...[deleteMarkers, versionDeletes, existingObjects].flatMap(({ kept }) => kept),
      ...keptOf(rule, known),
    ],
  };
}

function printRule(rule: ReplicationRule): string {
  const { priority, filter, deleteMarkers, versionDeletes, existingObjects } = rule;
  const status = (name: string, enabled: boolean | undefined) =>
    enabled === undefined ? '' : element(name, leaf('Status', enabled ? 'Enabled' : 'Disabled'));
  return element(
    'Rule',
    leaf('ID', rule.id),
    leaf('Priority', priority),
    // A rule of the first form has neither priority nor Filter, and a server takes no Filter without a priority.
    isFirstForm(rule) ? leaf('Prefix', filter.prefix ?? '') : printFilter(filter),
    leaf('Status', rule.enabled ? 'Enabled' : 'Disabled'),
    status('ExistingObjectReplication', existingObjects),
    element(
      'Destination',
      leaf('Bucket', rule.destination),
      leaf('StorageClass', rule.storageClass),
      rule.destinationKept,
    ),
    status('DeleteMarkerReplication', deleteMarkers),
    status('DeleteReplication', versionDeletes),
    rule.kept,
  );
}

const isFirstForm = ({ priority, filter, deleteMarkers }: ReplicationRule) =>
  priority === undefined &&
  deleteMarkers === undefined &&
  filter.tags.length === 0 &&
  filter.kept.length === 0;
