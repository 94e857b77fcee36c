import { useText } from '../../components/text/language.ts';
import { useConnection } from '../shared/connection.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { usePlace } from './listing/use-place.ts';
import { ObjectsView } from './objects-view.tsx';

export default function ObjectsPage() {
  const t = useText('objects');
  const { storage } = useConnection();
  const { place, go } = usePlace();
  return (
    <>
      <PageTitle title={place.prefix === '' ? place.bucket : `${place.bucket}/${place.prefix}`} />
      <h1 className="visually-hidden">{t('heading', { bucket: place.bucket })}</h1>
      <ObjectsView key={place.bucket} storage={storage} place={place} go={go} />
    </>
  );
}
