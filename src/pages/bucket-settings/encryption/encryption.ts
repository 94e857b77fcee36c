import { IconLock } from '@tabler/icons-react';
import { defineBucketSetting } from '../bucket-setting.ts';

export const encryption = defineBucketSetting({
  id: 'encryption',
  titleKey: 'encryptionTitle',
  icon: IconLock,
  summaryOf: ({ algorithm, kmsKeyId }, t) => {
    if (algorithm === 'AES256') return t('encryptionAes');
    if (algorithm === 'aws:kms') return t(kmsKeyId ? 'encryptionKmsWithKey' : 'encryptionKms');
    return algorithm || t('encryptionUnnamed');
  },
  unsetKey: 'encryptionOff',
  load: async () => (await import('./encryption-editor.tsx')).EncryptionEditor,
});
