import type { Profile } from '../http/call.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const awsNames: Record<string, readonly string[]> = {
  'ObjectCreated:*': ['Put', 'Post', 'Copy', 'CompleteMultipartUpload'],
  'ObjectRemoved:*': ['Delete', 'DeleteMarkerCreated'],
  'ObjectRestore:*': ['Post', 'Completed', 'Delete'],
  'Replication:*': [
    'OperationFailedReplication',
    'OperationMissedThreshold',
    'OperationReplicatedAfterThreshold',
    'OperationNotTracked',
  ],
  'LifecycleExpiration:*': ['Delete', 'DeleteMarkerCreated'],
  'ObjectTagging:*': ['Put', 'Delete'],
};
const awsSingles = [
  'ReducedRedundancyLostObject',
  'LifecycleTransition',
  'IntelligentTiering',
  'ObjectAcl:Put',
];

/** https://min.io/docs/minio/linux/administration/monitoring/bucket-notifications.html */
const minioNames: Record<string, readonly string[]> = {
  'ObjectCreated:*': [
    'Put',
    'Post',
    'Copy',
    'CompleteMultipartUpload',
    'PutRetention',
    'PutLegalHold',
    'PutTagging',
    'DeleteTagging',
  ],
  'ObjectAccessed:*': ['Get', 'Head', 'GetRetention', 'GetLegalHold', 'Attributes'],
  'ObjectRemoved:*': ['Delete', 'DeleteMarkerCreated', 'NoOP', 'DeleteAllVersions'],
  'Replication:*': [
    'OperationFailedReplication',
    'OperationCompletedReplication',
    'OperationMissedThreshold',
    'OperationReplicatedAfterThreshold',
    'OperationNotTracked',
  ],
  'ObjectRestore:*': ['Post', 'Completed'],
  'ObjectTransition:*': ['Failed', 'Complete'],
};
const minioSingles = [
  'BucketCreated:*',
  'BucketRemoved:*',
  'LifecycleDelMarkerExpiration:Delete',
  'Scanner:ManyVersions',
  'Scanner:LargeVersions',
  'Scanner:BigPrefix',
];

/** What can be asked for, and which of the store's events each name stands for. */
type Vocabulary = ReadonlyMap<string, readonly string[]>;

/** The store names its events as MinIO does; these two have another name in AWS. */
const awsAliases: ReadonlyMap<string, string> = new Map([
  ['s3:ObjectCreated:PutTagging', 's3:ObjectTagging:Put'],
  ['s3:ObjectCreated:DeleteTagging', 's3:ObjectTagging:Delete'],
]);

const minioVocabulary = vocabulary(minioNames, minioSingles);

/** What only MinIO has can be asked for as well, but a group means what AWS means by it. */
const awsVocabulary: Vocabulary = new Map([...minioVocabulary, ...vocabulary(awsNames, awsSingles)]);

/** Listening is MinIO's: there, what a lifecycle rule removes is removed like anything else. */
const listenVocabulary: Vocabulary = new Map([
  ...awsVocabulary,
  ...minioVocabulary,
  [
    's3:ObjectRemoved:*',
    [
      ...(minioVocabulary.get('s3:ObjectRemoved:*') ?? []),
      ...(awsVocabulary.get('s3:LifecycleExpiration:*') ?? []),
    ],
  ],
]);

/** The events that a configuration asks for by this name; undefined where nobody knows the name. */
export const configuredEvents = (name: string, profile: Profile) =>
  (profile === 'minio' ? minioVocabulary : awsVocabulary).get(name);

/** The events that a listener asks for by this name; undefined where nobody knows the name. */
export const listenedEvents = (name: string, profile: Profile) =>
  profile === 'minio' && !minioVocabulary.has(name) ? undefined : listenVocabulary.get(name);

/** How an event is called in what is delivered. */
export const deliveredName = (name: string, profile: Profile) =>
  profile === 'minio' ? name : (awsAliases.get(name) ?? name);

function vocabulary(groups: Record<string, readonly string[]>, singles: readonly string[]): Vocabulary {
  const names = new Map<string, readonly string[]>();
  for (const [group, members] of Object.entries(groups)) {
    const full = members.map((member) => `s3:${group.replace('*', member)}`);
    names.set(`s3:${group}`, full.map(storeName));
    for (const name of full) names.set(name, [storeName(name)]);
  }
  for (const single of singles) names.set(`s3:${single}`, [`s3:${single}`]);
  return names;
}

function storeName(name: string): string {
  for (const [ours, theirs] of awsAliases) if (theirs === name) return ours;
  return name;
}
