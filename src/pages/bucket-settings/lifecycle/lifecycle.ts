import { IconHourglassLow } from '@tabler/icons-react';
import { defineBucketSetting } from '../bucket-setting.ts';

export const lifecycle = defineBucketSetting({
  id: 'lifecycle',
  titleKey: 'lifecycleTitle',
  icon: IconHourglassLow,
  summaryOf: ({ rules }, t) => t('rulesCount', { count: rules.length }),
  load: async () => (await import('./lifecycle-editor.tsx')).LifecycleEditor,
});
