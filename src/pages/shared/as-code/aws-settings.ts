import type { Act, SettingName, SettingValues } from '../../../storage/index.ts';
import { type Command, json, opt } from './aws-words.ts';

type SettingWrite = Extract<Act, { kind: 'write-setting' }>;
type Json = { [name: string]: Json | undefined } | readonly Json[] | string | number | boolean | undefined;

/** A setting as the command line of AWS takes it; mc's lifecycle is the same. What a server has of its own is not in it. */
export function awsValue(act: SettingWrite): Json {
  switch (act.name) {
    case 'versioning':
      return { Status: act.value.status };
    case 'encryption':
      return {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: {
              SSEAlgorithm: act.value.algorithm,
              KMSMasterKeyID: act.value.kmsKeyId,
            },
            BucketKeyEnabled: act.value.bucketKey,
          },
        ],
      };
    case 'object-lock':
      return { ObjectLockEnabled: 'Enabled', Rule: defaultRetention(act.value.defaultRetention) };
    case 'tagging':
      return { TagSet: tagList(act.value) };
    case 'cors':
      return {
        CORSRules: act.value.rules.map((rule) => ({
          ID: rule.id,
          AllowedOrigins: rule.origins,
          AllowedMethods: rule.methods,
          AllowedHeaders: some(rule.allowedHeaders),
          ExposeHeaders: some(rule.exposedHeaders),
          MaxAgeSeconds: rule.maxAge,
        })),
      };
    case 'lifecycle':
      return { Rules: act.value.rules.map(lifecycleRule) };
    case 'replication':
      return { Role: act.value.role, Rules: act.value.rules.map(replicationRule) };
    case 'notification':
      return notification(act.value);
    case 'policy':
      return act.value;
  }
}

const some = (list: readonly string[]) => (list.length > 0 ? list : undefined);

const tagList = (tags: readonly { key: string; value: string }[]) =>
  tags.map(({ key, value }) => ({ Key: key, Value: value }));

function defaultRetention(retention: SettingValues['object-lock']['defaultRetention']): Json {
  if (!retention) return undefined;
  const { mode, period } = retention;
  return {
    DefaultRetention: {
      Mode: mode,
      ...('days' in period ? { Days: period.days } : { Years: period.years }),
    },
  };
}

type LifecycleRule = SettingValues['lifecycle']['rules'][number];

function filterOf({ prefix, tags, ...sizes }: Omit<LifecycleRule['filter'], 'kept'>): Json {
  const parts: Record<string, Json> = {
    ...(prefix === undefined ? {} : { Prefix: prefix }),
    ...(sizes.sizeGreaterThan === undefined ? {} : { ObjectSizeGreaterThan: sizes.sizeGreaterThan }),
    ...(sizes.sizeLessThan === undefined ? {} : { ObjectSizeLessThan: sizes.sizeLessThan }),
  };
  const conditions = Object.keys(parts).length + tags.length;
  if (conditions > 1) return { And: { ...parts, ...(tags.length > 0 ? { Tags: tagList(tags) } : {}) } };
  return tags.length === 1 ? { Tag: tagList(tags)[0] } : conditions === 1 ? parts : { Prefix: '' };
}

const time = (after: LifecycleRule['transitions'][number]['after']) =>
  'days' in after ? { Days: after.days } : { Date: after.date };

function lifecycleRule(rule: LifecycleRule): Json {
  const { expiration, noncurrentExpiration: old } = rule;
  return {
    ID: rule.id,
    Status: rule.enabled ? 'Enabled' : 'Disabled',
    Filter: filterOf(rule.filter),
    Expiration:
      expiration &&
      ('expiredDeleteMarker' in expiration ? { ExpiredObjectDeleteMarker: true } : time(expiration)),
    NoncurrentVersionExpiration: old && {
      NoncurrentDays: old.days,
      NewerNoncurrentVersions: old.keepNewest,
    },
    AbortIncompleteMultipartUpload:
      rule.abortUploadsAfter === undefined ? undefined : { DaysAfterInitiation: rule.abortUploadsAfter },
    Transitions:
      rule.transitions.length === 0
        ? undefined
        : rule.transitions.map(({ after, storageClass }) => ({ ...time(after), StorageClass: storageClass })),
    NoncurrentVersionTransitions:
      rule.noncurrentTransitions.length === 0
        ? undefined
        : rule.noncurrentTransitions.map(({ days, keepNewest, storageClass }) => ({
            NoncurrentDays: days,
            NewerNoncurrentVersions: keepNewest,
            StorageClass: storageClass,
          })),
  };
}

const status = (on: boolean | undefined) =>
  on === undefined ? undefined : { Status: on ? 'Enabled' : 'Disabled' };

function replicationRule(rule: SettingValues['replication']['rules'][number]): Json {
  return {
    ID: rule.id,
    Status: rule.enabled ? 'Enabled' : 'Disabled',
    Priority: rule.priority,
    Filter: filterOf(rule.filter),
    DeleteMarkerReplication: status(rule.deleteMarkers),
    ExistingObjectReplication: status(rule.existingObjects),
    Destination: { Bucket: rule.destination, StorageClass: rule.storageClass },
  };
}

const kinds = {
  queue: ['QueueConfigurations', 'QueueArn'],
  topic: ['TopicConfigurations', 'TopicArn'],
  function: ['LambdaFunctionConfigurations', 'LambdaFunctionArn'],
} as const;

function notification({ rules }: SettingValues['notification']): Json {
  const lists: Record<string, Json[]> = {};
  for (const { id, kind, arn, events, prefix, suffix } of rules) {
    const [list, name] = kinds[kind];
    const keys = [
      ...(prefix === undefined ? [] : [{ Name: 'prefix', Value: prefix }]),
      ...(suffix === undefined ? [] : [{ Name: 'suffix', Value: suffix }]),
    ];
    lists[list] = [
      ...(lists[list] ?? []),
      {
        Id: id,
        [name]: arn,
        Events: events,
        Filter: keys.length > 0 ? { Key: { FilterRules: keys } } : undefined,
      },
    ];
  }
  return lists;
}

/** What the calls are named after, and the option that holds the document. */
const settings: Record<SettingName, { name: string; option: string; remove?: string }> = {
  versioning: { name: 'bucket-versioning', option: 'versioning-configuration' },
  encryption: {
    name: 'bucket-encryption',
    option: 'server-side-encryption-configuration',
    remove: 'bucket-encryption',
  },
  'object-lock': { name: 'object-lock-configuration', option: 'object-lock-configuration' },
  tagging: { name: 'bucket-tagging', option: 'tagging', remove: 'bucket-tagging' },
  cors: { name: 'bucket-cors', option: 'cors-configuration', remove: 'bucket-cors' },
  lifecycle: {
    name: 'bucket-lifecycle-configuration',
    option: 'lifecycle-configuration',
    remove: 'bucket-lifecycle',
  },
  replication: {
    name: 'bucket-replication',
    option: 'replication-configuration',
    remove: 'bucket-replication',
  },
  notification: { name: 'bucket-notification-configuration', option: 'notification-configuration' },
  policy: { name: 'bucket-policy', option: 'policy', remove: 'bucket-policy' },
};

export function awsSetting(
  act: Extract<Act, { kind: 'read-setting' | 'write-setting' | 'remove-setting' }>,
): Command | string {
  const { name, option, remove } = settings[act.name];
  const bucket = opt('bucket', act.bucket);
  if (act.kind === 'read-setting') return { call: `get-${name}`, options: [bucket] };
  if (act.kind === 'write-setting') {
    const value = act.name === 'policy' ? opt(option, act.value) : json(option, awsValue(act));
    return { call: `put-${name}`, options: [bucket, value] };
  }
  if (act.name === 'notification') return { call: `put-${name}`, options: [bucket, json(option, {})] };
  return remove
    ? { call: `delete-${remove}`, options: [bucket] }
    : `This client cannot take ${act.name} away.`;
}
