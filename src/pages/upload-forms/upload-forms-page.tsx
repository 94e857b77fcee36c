import { IconPlugOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { useText } from '../../components/text/language.ts';
import { BucketPage } from '../shared/bucket-page.tsx';
import { useConnection } from '../shared/connection.tsx';
import { paths } from '../shared/paths.ts';
import { Builder } from './builder.tsx';
import styles from './upload-forms.module.css';

const route = getRouteApi(paths.forms.pattern);

export default function UploadFormsPage() {
  const t = useText('forms');
  const { connectionId, bucket } = route.useParams();
  const { key, prefix } = route.useSearch();
  const { storage, profile } = useConnection();
  return (
    <BucketPage connectionId={connectionId} bucket={bucket} title={t('title')}>
      <p className={styles.intro}>{t('intro')}</p>
      {storage.uploadForms ? (
        <Builder
          key={JSON.stringify([bucket, key, prefix])}
          connectionId={connectionId}
          endpoint={profile.endpoint}
          bucket={bucket}
          forms={storage.uploadForms}
          first={key === undefined ? { keyKind: 'prefix', key: prefix ?? '' } : { keyKind: 'exact', key }}
        />
      ) : (
        <EmptyState icon={<IconPlugOff size={32} />} title={t('noKeys')} sentence={t('noKeysSentence')} />
      )}
    </BucketPage>
  );
}
