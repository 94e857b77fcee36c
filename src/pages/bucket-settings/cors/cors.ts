import { IconWorldShare } from '@tabler/icons-react';
import { defineBucketSetting } from '../bucket-setting.ts';
import { isCorsFixed } from './cors-form.ts';

export const cors = defineBucketSetting({
  id: 'cors',
  titleKey: 'corsTitle',
  icon: IconWorldShare,
  summaryOf: ({ rules }, t) => t('rulesCount', { count: rules.length }),
  fixedOn: isCorsFixed,
  load: async () => (await import('./cors-editor.tsx')).CorsEditor,
});
