import type { BucketSetting } from './bucket-setting.ts';
import { cors } from './cors/cors.ts';
import { encryption } from './encryption/encryption.ts';
import { lifecycle } from './lifecycle/lifecycle.ts';
import { objectLock } from './object-lock/object-lock.ts';
import { replication } from './replication/replication.ts';
import { tags } from './tags/tags.ts';
import { versioning } from './versioning/versioning.ts';

/** In the order of the list: a new setting is a folder beside this and a line here. */
export const bucketSettings: readonly BucketSetting[] = [
  versioning,
  encryption,
  objectLock,
  lifecycle,
  replication,
  tags,
  cors,
];
