import type { ComponentType } from 'react';
import { useText } from '../../components/text/language.ts';
import { useConnection } from '../shared/connection.tsx';
import type { ObjectTabProps } from '../shared/open-object.ts';
import { PageTitle } from '../shared/page-title.tsx';
import { usePlace } from './listing/use-place.ts';
import { ObjectsView } from './objects-view.tsx';

interface ObjectsPageProps {
  /** Of the object in the drawer; a feature of its own. */
  preview: ComponentType<ObjectTabProps>;
}

export function ObjectsPage({ preview }: ObjectsPageProps) {
  const t = useText('objects');
  const { storage } = useConnection();
  const { place, go } = usePlace();
  return (
    <>
      <PageTitle title={place.prefix === '' ? place.bucket : `${place.bucket}/${place.prefix}`} />
      <h1 className="visually-hidden">{t('heading', { bucket: place.bucket })}</h1>
      <ObjectsView key={place.bucket} storage={storage} place={place} go={go} preview={preview} />
    </>
  );
}
