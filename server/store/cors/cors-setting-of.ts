import type { Profile } from '../http/call.ts';
import { parseTarget } from '../http/target.ts';
import type { Tables } from '../metadata/database.ts';
import { findSetting } from '../metadata/settings.ts';
import type { CorsSetting } from './cors-setting.ts';

/** MinIO's buckets have none, whatever was set while the store kept to AWS. */
export const corsSettingOf = (tables: Tables, profile: Profile, bucket: string): CorsSetting | undefined =>
  profile === 'minio' || bucket === '' ? undefined : findSetting(tables, bucket, 'cors');

/** That of the bucket that a URL is about, if it is about any. */
export function corsSettingOfUrl(tables: Tables, profile: Profile, url: string): CorsSetting | undefined {
  try {
    return corsSettingOf(tables, profile, parseTarget(url).bucket);
  } catch {
    // The answer will say what is wrong with the URL, and any page may read it.
    return undefined;
  }
}
