import { IconTags } from '@tabler/icons-react';
import { defineBucketSetting } from '../bucket-setting.ts';

export const tags = defineBucketSetting({
  id: 'tagging',
  titleKey: 'tagsTitle',
  icon: IconTags,
  summaryOf: (all, t) => t('tagsCount', { count: all.length }),
  load: async () => (await import('./tags-editor.tsx')).TagsEditor,
});
