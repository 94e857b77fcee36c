import type { Act, SettingName } from '../../../storage/index.ts';
import { call, type PythonCode, said } from './python-words.ts';
import { pythonText } from './quote.ts';

type SettingAct = Extract<Act, { kind: 'read-setting' | 'write-setting' | 'remove-setting' }>;

/** What the client calls a setting, and the class that reads its document. */
const calls: Partial<Record<SettingName, { name: string; config?: string; from?: string; remove?: string }>> =
  {
    versioning: { name: 'bucket_versioning', config: 'VersioningConfig', from: 'versioningconfig' },
    encryption: {
      name: 'bucket_encryption',
      config: 'SSEConfig',
      from: 'sseconfig',
      remove: 'bucket_encryption',
    },
    'object-lock': {
      name: 'object_lock_config',
      config: 'ObjectLockConfig',
      from: 'objectlockconfig',
      remove: 'object_lock_config',
    },
    tagging: { name: 'bucket_tags', remove: 'bucket_tags' },
    lifecycle: {
      name: 'bucket_lifecycle',
      config: 'LifecycleConfig',
      from: 'lifecycleconfig',
      remove: 'bucket_lifecycle',
    },
    replication: {
      name: 'bucket_replication',
      config: 'ReplicationConfig',
      from: 'replicationconfig',
      remove: 'bucket_replication',
    },
    notification: {
      name: 'bucket_notification',
      config: 'NotificationConfig',
      from: 'notificationconfig',
      remove: 'bucket_notification',
    },
    policy: { name: 'bucket_policy', remove: 'bucket_policy' },
  };

/** A document is given to the client as its own classes read it: what they do not know is not in what they send. */
export function pythonSettingCode(act: SettingAct): PythonCode {
  const known = calls[act.name];
  if (!known) return said(`This client has no call for ${act.name}. mc, aws and curl have one.`);
  const bucket = pythonText(act.bucket);
  switch (act.kind) {
    case 'read-setting':
      return { lines: [`print(${call(`client.get_${known.name}`, [bucket])})`] };
    case 'remove-setting':
      if (!known.remove) return said(`${act.name} cannot be taken away: it can be suspended.`);
      return { lines: [call(`client.delete_${known.remove}`, [bucket])] };
    case 'write-setting':
      return writing(act, known, bucket);
  }
}

function writing(
  act: Extract<Act, { kind: 'write-setting' }>,
  { name, config, from }: NonNullable<(typeof calls)[SettingName]>,
  bucket: string,
): PythonCode {
  if (act.name === 'policy')
    return { lines: [call('client.set_bucket_policy', [bucket, pythonText(act.value)])] };
  if (act.name === 'tagging') {
    return {
      imports: ['from minio.commonconfig import Tags'],
      lines: [
        'tags = Tags.new_bucket_tags()',
        ...act.value.map(({ key, value }) => `tags[${pythonText(key)}] = ${pythonText(value)}`),
        call('client.set_bucket_tags', [bucket, 'tags']),
      ],
    };
  }
  return {
    imports: [`from minio.${from} import ${config}`, 'from minio.xml import unmarshal'],
    lines: [
      call('config = unmarshal', [config ?? '', pythonText(act.document)]),
      call(`client.set_${name}`, [bucket, 'config']),
    ],
  };
}
