import type { SettingName } from '../../settings/setting-types.ts';
import { cors } from './cors.ts';
import type { SettingDefinition } from './define-setting.ts';
import { encryption } from './encryption.ts';
import { lifecycle } from './lifecycle.ts';
import { notification } from './notification.ts';
import { objectLock } from './object-lock.ts';
import { policy } from './policy.ts';
import { replication } from './replication.ts';
import { tagging } from './tagging.ts';
import { versioning } from './versioning.ts';

/** Every setting: a new one is a file beside this and a line here. */
export const definitions: { [N in SettingName]: SettingDefinition<N> } = {
  versioning,
  encryption,
  'object-lock': objectLock,
  tagging,
  cors,
  lifecycle,
  replication,
  notification,
  policy,
};
