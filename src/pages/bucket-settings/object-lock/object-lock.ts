import { IconShieldLock } from '@tabler/icons-react';
import { defineBucketSetting } from '../bucket-setting.ts';

export const objectLock = defineBucketSetting({
  id: 'object-lock',
  titleKey: 'objectLockTitle',
  icon: IconShieldLock,
  summaryOf: ({ defaultRetention }, t) => {
    if (defaultRetention === undefined) return t('objectLockOnly');
    const { mode, period } = defaultRetention;
    return 'days' in period
      ? t('objectLockDays', { mode, count: period.days })
      : t('objectLockYears', { mode, count: period.years });
  },
  unsetKey: 'objectLockOff',
  load: async () => (await import('./object-lock-editor.tsx')).ObjectLockEditor,
});
