import { IconPlugOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { useText } from '../../components/text/language.ts';
import { BucketPage } from '../shared/bucket-page.tsx';
import { useConnection } from '../shared/connection.tsx';
import { paths } from '../shared/paths.ts';
import { OwnPolicy } from './own-policy.tsx';
import { PastedView } from './pasted-view.tsx';
import { normalDir } from './place.ts';
import styles from './upload-policy.module.css';

const route = getRouteApi(paths.uploadPolicy.pattern);

export default function UploadPolicyPage() {
  const t = useText('want');
  const { connectionId, bucket } = route.useParams();
  const { prefix } = route.useSearch();
  const { storage, profile } = useConnection();
  const policies = storage.uploadPolicies;
  const key = JSON.stringify([connectionId, bucket, prefix]);
  return (
    <BucketPage connectionId={connectionId} bucket={bucket} title={t('title')}>
      {policies === undefined ? (
        <EmptyState icon={<IconPlugOff size={32} />} title={t('none')} sentence={t('noneSentence')} />
      ) : policies.pasted ? (
        <>
          <p className={styles.intro}>{t('introToken')}</p>
          <PastedView key={key} storage={storage} pasted={policies.pasted} bucket={bucket} />
        </>
      ) : (
        <>
          <p className={styles.intro}>{t('intro')}</p>
          <OwnPolicy
            key={key}
            storage={storage}
            policies={policies}
            manageEndpoint={'manageEndpoint' in profile ? profile.manageEndpoint : ''}
            bucket={bucket}
            dir={prefix === undefined || prefix === '' ? '' : normalDir(prefix)}
          />
        </>
      )}
    </BucketPage>
  );
}
