import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ObjectEntry, StorageDriver } from '../../storage/index.ts';
import { BucketNav } from '../shared/bucket-nav.tsx';
import type { SortColumn } from '../shared/paths.ts';
import { QueryView } from '../shared/query-view.tsx';
import { chosenOf } from './actions.ts';
import { ActionBar } from './bar/action-bar.tsx';
import { PlaceBar } from './bar/place-bar.tsx';
import { StatusBar } from './bar/status-bar.tsx';
import { Toolbar } from './bar/toolbar.tsx';
import { Dialogs, type OpenDialog } from './dialogs.tsx';
import { DownloadFailure } from './download/download-failure.tsx';
import { useDownload } from './download/use-download.ts';
import { EmptyList } from './listing/empty-list.tsx';
import { ListErrorActions } from './listing/list-error-actions.tsx';
import { ListSkeleton } from './listing/list-skeleton.tsx';
import { nextSort } from './listing/list-state.ts';
import { ObjectsTable, type ObjectsTableHandle } from './listing/objects-table.tsx';
import { clear } from './listing/selection.ts';
import { useFollowEvents } from './listing/use-follow-events.ts';
import { useListing } from './listing/use-listing.ts';
import type { Go, Place } from './listing/use-place.ts';
import { useSelection } from './listing/use-selection.ts';
import { useSteps } from './listing/use-steps.ts';
import styles from './objects-view.module.css';
import { UploadArea } from './upload/upload-area.tsx';
import type { UploadFieldsHandle } from './upload/upload-fields.tsx';
import { useFollowUploads } from './upload/use-follow-uploads.ts';
import { useFolderHref } from './use-folder-href.ts';
import { useObjectsCommands } from './use-objects-commands.ts';

interface ObjectsViewProps {
  storage: StorageDriver;
  place: Place;
  go: Go;
}

export function ObjectsView({ storage, place, go }: ObjectsViewProps) {
  const { bucket, prefix, q, flat, sort, desc } = place;
  const narrow = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const listing = useListing(storage, place);
  const { rows, loaded, hasMore } = listing;
  const { selection, change } = useSelection(place, rows);
  const chosen = useMemo(() => chosenOf(rows, selection.keys), [rows, selection]);
  const { download, failure, dismiss } = useDownload(storage, bucket);
  const [dialog, setDialog] = useState<OpenDialog>();
  const fields = useRef<UploadFieldsHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<ObjectsTableHandle>(null);
  const hrefOf = useFolderHref(place);
  const [first] = chosen.entries;
  const focusList = useCallback(() => {
    if (table.current) table.current.focus();
    else document.getElementById('main')?.focus(); // nothing here
  }, []);
  const { open, up } = useSteps({
    place,
    go,
    arrived: listing.query.data !== undefined && !listing.stale,
    focusList,
    onObject: useCallback((entry: ObjectEntry) => setDialog({ kind: 'properties', entry }), []),
  });
  useFollowUploads(storage, bucket);
  const follow = useFollowEvents(storage, bucket, listing);

  const sortBy = (column: SortColumn) => go(nextSort(place, column), { replace: true });
  const askDelete = () => {
    if (selection.keys.size > 0) setDialog({ kind: 'delete', targets: chosen });
  };
  useObjectsCommands({
    search: () => search.current?.focus(),
    upload: () => fields.current?.chooseFiles(),
    remove: askDelete,
    up,
  });

  return (
    <UploadArea storage={storage} bucket={bucket} prefix={prefix} fields={fields}>
      {(dropFolder) => (
        <>
          <PlaceBar
            place={place}
            go={go}
            hrefOf={hrefOf}
            narrow={narrow}
            search={search}
            onLeaveSearch={focusList}
          />
          <BucketNav connectionId={storage.connectionId} bucket={bucket} />
          <Toolbar
            flat={flat}
            sort={sort}
            narrow={narrow}
            refreshing={listing.refreshing}
            follow={follow}
            onUploadFiles={() => fields.current?.chooseFiles()}
            onUploadFolder={() => fields.current?.chooseFolder()}
            onNewFolder={() => setDialog({ kind: 'new-folder' })}
            onFlat={(next) => go({ flat: next })}
            onRefresh={listing.refresh}
            onSort={sortBy}
          />
          {failure ? <DownloadFailure failure={failure} onRetry={download} onDismiss={dismiss} /> : null}
          <div className={styles.list}>
            <QueryView
              query={listing.query}
              skeleton={<ListSkeleton narrow={narrow} />}
              isEmpty={() => loaded === 0 && !hasMore}
              empty={<EmptyList place={place} go={go} onUpload={() => fields.current?.chooseFiles()} />}
              errorActions={<ListErrorActions error={listing.query.error} />}
            >
              {() => (
                <ObjectsTable
                  key={JSON.stringify([prefix, q, flat])}
                  ref={table}
                  rows={rows}
                  prefix={prefix}
                  sort={sort}
                  desc={desc}
                  narrow={narrow}
                  hasMore={hasMore}
                  stale={listing.stale}
                  selection={selection}
                  dropFolder={dropFolder}
                  hrefOf={hrefOf}
                  onSelect={change}
                  onOpen={open}
                  onSort={sortBy}
                  onNearEnd={listing.fetchMore}
                />
              )}
            </QueryView>
          </div>
          <div className={styles.foot}>
            {selection.keys.size > 0 ? (
              <ActionBar
                chosen={chosen}
                canPresign={storage.presign !== undefined}
                onDownload={() => first && void download(first)}
                onLink={() => first && setDialog({ kind: 'share', entry: first })}
                onDelete={askDelete}
                onClear={() => change(clear)}
              />
            ) : (
              <StatusBar listing={listing} />
            )}
          </div>
          <Dialogs
            open={dialog}
            storage={storage}
            place={place}
            onOpen={setDialog}
            onDownload={download}
            onClosed={() => {
              listing.lookAgain();
              focusList();
            }}
          />
        </>
      )}
    </UploadArea>
  );
}
