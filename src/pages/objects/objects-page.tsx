import type { ComponentType } from 'react';
import { useText } from '../../components/text/language.ts';
import { useConnection } from '../shared/connection.tsx';
import type { ObjectTabProps } from '../shared/open-object.ts';
import { PageTitle } from '../shared/page-title.tsx';
import { placeHere } from './listing/place-here.ts';
import { usePlace } from './listing/use-place.ts';
import { ObjectsView } from './objects-view.tsx';
import { offersOf } from './offers.ts';
import { UploadOnly } from './upload-only.tsx';

interface ObjectsPageProps {
  /** Of the object in the drawer; a feature of its own. */
  preview: ComponentType<ObjectTabProps>;
}

export function ObjectsPage({ preview }: ObjectsPageProps) {
  const t = useText('objects');
  const { storage } = useConnection();
  const { place: asked, go } = usePlace();
  const place = placeHere(asked, offersOf(storage));
  const pasted = storage.uploadPolicies?.pasted;
  return (
    <>
      <PageTitle title={place.prefix === '' ? place.bucket : `${place.bucket}/${place.prefix}`} />
      <h1 className="visually-hidden">{t('heading', { bucket: place.bucket })}</h1>
      {pasted ? (
        <UploadOnly
          connectionId={storage.connectionId}
          bucket={place.bucket}
          prefix={place.prefix}
          pasted={pasted}
        />
      ) : (
        <ObjectsView key={place.bucket} storage={storage} place={place} go={go} preview={preview} />
      )}
    </>
  );
}
