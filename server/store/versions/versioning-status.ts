import type { VersioningSetting } from './versioning-setting.ts';

/**
 * What a write does to the version before it: `off` and `suspended` replace the version `null`, `enabled` keeps all.
 * They differ in what a delete leaves: nothing, or a delete marker.
 */
export type VersioningStatus = 'off' | 'enabled' | 'suspended';

export function versioningOf(setting: VersioningSetting | undefined, key: string): VersioningStatus {
  if (setting === undefined) return 'off';
  if (setting.status === 'Suspended') return 'suspended';
  const isExcluded =
    setting.excludedPrefixes?.some((prefix) => key.startsWith(prefix)) ||
    (setting.excludeFolders === true && key.endsWith('/'));
  return isExcluded ? 'suspended' : 'enabled';
}
