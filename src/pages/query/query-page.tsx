import { getRouteApi } from '@tanstack/react-router';
import { useText } from '../../components/text/language.ts';
import { BucketPage } from '../shared/bucket-page.tsx';
import { paths } from '../shared/paths.ts';
import { ChooseObject, QueryObject } from './query-object.tsx';

const route = getRouteApi(paths.query.pattern);

/** SQL over one object, which the address names. Another object begins anew. */
export default function QueryPage() {
  const t = useText('query');
  const { connectionId, bucket } = route.useParams();
  const { key, version } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <BucketPage connectionId={connectionId} bucket={bucket} title={t('title')}>
      {key === undefined ? (
        <ChooseObject onChoose={(chosen) => void navigate({ search: { key: chosen } })} />
      ) : (
        <QueryObject
          key={JSON.stringify([bucket, key, version])}
          bucket={bucket}
          objectKey={key}
          versionId={version}
          onAnother={() => void navigate({ search: {} })}
        />
      )}
    </BucketPage>
  );
}
