import { IconArrowsRight } from '@tabler/icons-react';
import { defineBucketSetting } from '../bucket-setting.ts';

export const replication = defineBucketSetting({
  id: 'replication',
  titleKey: 'replicationTitle',
  icon: IconArrowsRight,
  summaryOf: ({ rules }, t) => t('rulesCount', { count: rules.length }),
  load: async () => (await import('./replication-editor.tsx')).ReplicationEditor,
});
