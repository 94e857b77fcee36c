import { IconVersions } from '@tabler/icons-react';
import { defineBucketSetting } from '../bucket-setting.ts';

export const versioning = defineBucketSetting({
  id: 'versioning',
  titleKey: 'versioningTitle',
  icon: IconVersions,
  summaryOf: ({ status, excludedPrefixes, excludeFolders }, t) => {
    if (status === 'Suspended') return t('versioningSuspended');
    return t(excludedPrefixes.length > 0 || excludeFolders ? 'versioningEnabledInPart' : 'versioningEnabled');
  },
  unsetKey: 'versioningNever',
  load: async () => (await import('./versioning-editor.tsx')).VersioningEditor,
});
