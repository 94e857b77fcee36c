import type { CorsSetting } from '../cors/cors-setting.ts';
import type { EncryptionSetting } from '../encryption/encryption-setting.ts';
import type { NotificationSetting } from '../events/notification-setting.ts';
import type { LifecycleSetting } from '../lifecycle/lifecycle-setting.ts';
import type { LockSetting } from '../lock/object-lock.ts';
import type { ReplicationSetting } from '../replication/replication-setting.ts';
import type { Tag } from '../tagging/tags.ts';
import type { VersioningSetting } from '../versions/versioning-setting.ts';
import type { Tables } from './database.ts';
import { beyond } from './row-keys.ts';

/** What a bucket can be told, by the name of its sub-resource. A row of its own each: most buckets have none. */
export interface BucketSettings {
  versioning: VersioningSetting;
  'object-lock': LockSetting;
  encryption: EncryptionSetting;
  lifecycle: LifecycleSetting;
  replication: ReplicationSetting;
  notification: NotificationSetting;
  cors: CorsSetting;
  tagging: readonly Tag[];
  /** The JSON text, as it was sent. */
  policy: string;
}

export type SettingName = keyof BucketSettings;

const settingRow = (bucket: string, name: SettingName | '') => Buffer.from(`${bucket}\0${name}`, 'utf8');

/** Undefined where the bucket has none, or there is no such bucket. */
export function findSetting<N extends SettingName>(
  tables: Tables,
  bucket: string,
  name: N,
): BucketSettings[N] | undefined {
  return tables.settings.get(settingRow(bucket, name)) as BucketSettings[N] | undefined;
}

export const putSetting = <N extends SettingName>(
  tables: Tables,
  bucket: string,
  name: N,
  setting: BucketSettings[N],
) => tables.settings.put(settingRow(bucket, name), setting);

export const removeSetting = (tables: Tables, bucket: string, name: SettingName) =>
  tables.settings.remove(settingRow(bucket, name));

export function removeSettings(tables: Tables, bucket: string): void {
  const start = settingRow(bucket, '');
  const rows = [...tables.settings.range({ start, end: beyond(start) })];
  for (const { row } of rows) tables.settings.remove(row);
}
