/** What an event is about, in the order in which a checklist shows it. */
const eventTopics = [
  'created',
  'removed',
  'accessed',
  'tagging',
  'acl',
  'restore',
  'expiration',
  'transition',
  'tiering',
  'replication',
  'lost',
  'scanner',
  'bucket',
  'unknown',
] as const;
export type EventTopic = (typeof eventTopics)[number];

export interface EventGroup {
  topic: EventTopic;
  /** The name that stands for all of the group, such as `s3:ObjectCreated:*`. */
  all?: string;
  events: readonly string[];
}

/** Whose names: AWS's, MinIO's, or both, as the embedded store takes them. */
export type EventNames = 'aws' | 'minio' | 'aws-and-minio';

const topicOfFamily: Readonly<Record<string, EventTopic>> = {
  ObjectCreated: 'created',
  ObjectRemoved: 'removed',
  ObjectAccessed: 'accessed',
  ObjectTagging: 'tagging',
  ObjectAcl: 'acl',
  ObjectRestore: 'restore',
  LifecycleExpiration: 'expiration',
  LifecycleDelMarkerExpiration: 'expiration',
  LifecycleTransition: 'transition',
  ObjectTransition: 'transition',
  IntelligentTiering: 'tiering',
  Replication: 'replication',
  ReducedRedundancyLostObject: 'lost',
  Scanner: 'scanner',
  BucketCreated: 'bucket',
  BucketRemoved: 'bucket',
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const awsGroups = [
  wholeGroup('ObjectCreated', 'Put', 'Post', 'Copy', 'CompleteMultipartUpload'),
  wholeGroup('ObjectRemoved', 'Delete', 'DeleteMarkerCreated'),
  wholeGroup('ObjectTagging', 'Put', 'Delete'),
  loose('s3:ObjectAcl:Put'),
  wholeGroup('ObjectRestore', 'Post', 'Completed', 'Delete'),
  wholeGroup('LifecycleExpiration', 'Delete', 'DeleteMarkerCreated'),
  loose('s3:LifecycleTransition'),
  loose('s3:IntelligentTiering'),
  wholeGroup(
    'Replication',
    'OperationFailedReplication',
    'OperationMissedThreshold',
    'OperationReplicatedAfterThreshold',
    'OperationNotTracked',
  ),
  loose('s3:ReducedRedundancyLostObject'),
];

const minioAccessed = wholeGroup(
  'ObjectAccessed',
  'Get',
  'Head',
  'GetRetention',
  'GetLegalHold',
  'Attributes',
);
const minioTransition = wholeGroup('ObjectTransition', 'Failed', 'Complete');
const minioScanner = loose('s3:Scanner:ManyVersions', 's3:Scanner:LargeVersions', 's3:Scanner:BigPrefix');

/** https://min.io/docs/minio/linux/administration/monitoring/bucket-notifications.html */
const minioGroups = [
  wholeGroup(
    'ObjectCreated',
    'Put',
    'Post',
    'Copy',
    'CompleteMultipartUpload',
    'PutRetention',
    'PutLegalHold',
    'PutTagging',
    'DeleteTagging',
  ),
  wholeGroup('ObjectRemoved', 'Delete', 'DeleteMarkerCreated', 'NoOP', 'DeleteAllVersions'),
  minioAccessed,
  wholeGroup('ObjectRestore', 'Post', 'Completed'),
  loose('s3:LifecycleDelMarkerExpiration:Delete'),
  minioTransition,
  wholeGroup(
    'Replication',
    'OperationFailedReplication',
    'OperationCompletedReplication',
    'OperationMissedThreshold',
    'OperationReplicatedAfterThreshold',
    'OperationNotTracked',
  ),
  minioScanner,
];

const groupsOf: Record<EventNames, readonly EventGroup[]> = {
  aws: awsGroups,
  minio: minioGroups,
  'aws-and-minio': [...awsGroups, minioAccessed, minioTransition, minioScanner],
};

/** The groups of a checklist. What is `chosen` already and in no group stands at the end: it can be taken away. */
export function eventGroups(names: EventNames, chosen: readonly string[] = []): readonly EventGroup[] {
  const groups = groupsOf[names].toSorted(
    (a, b) => eventTopics.indexOf(a.topic) - eventTopics.indexOf(b.topic),
  );
  const known = new Set(groups.flatMap(({ all, events }) => [all, ...events]));
  const others = chosen.filter((name) => !known.has(name));
  return others.length === 0 ? groups : [...groups, { topic: 'unknown', events: [...new Set(others)] }];
}

/** `s3:ObjectCreated:Put` is about `created`, and of those a `Put`. */
export function eventParts(name: string): { topic: EventTopic; what?: string } {
  const [family = '', what] = name.replace(/^s3:/, '').split(':');
  return {
    topic: Object.hasOwn(topicOfFamily, family) ? (topicOfFamily[family] ?? 'unknown') : 'unknown',
    what,
  };
}

/** The single events that a name stands for, by whose names they are; an unknown one stands for itself. */
export function eventsMeantBy(name: string, names: EventNames): readonly string[] {
  return groupsOf[names].find(({ all }) => all === name)?.events ?? [name];
}

function wholeGroup(family: string, ...whats: readonly string[]): EventGroup {
  return {
    topic: topicOfFamily[family] ?? 'unknown',
    all: `s3:${family}:*`,
    events: whats.map((what) => `s3:${family}:${what}`),
  };
}

function loose(...events: readonly string[]): EventGroup {
  return { topic: eventParts(events[0] ?? '').topic, events };
}
