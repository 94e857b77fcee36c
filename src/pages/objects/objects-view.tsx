import { useMediaQuery } from '@mantine/hooks';
import { type ComponentType, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { StorageDriver } from '../../storage/index.ts';
import { BucketNav } from '../shared/bucket-nav.tsx';
import { lazyPart } from '../shared/lazy-part.ts';
import type { ObjectTabProps } from '../shared/open-object.ts';
import type { SortColumn } from '../shared/paths.ts';
import { QueryView } from '../shared/query-view.tsx';
import { chosenOf } from './actions.ts';
import { ActionBar } from './bar/action-bar.tsx';
import { PlaceBar } from './bar/place-bar.tsx';
import { StatusBar } from './bar/status-bar.tsx';
import { Toolbar } from './bar/toolbar.tsx';
import { VersionBar } from './bar/version-bar.tsx';
import { useFocusBack } from './detail/use-focus-back.ts';
import { Dialogs } from './dialogs.tsx';
import { DownloadFailure } from './download/download-failure.tsx';
import { useDownload } from './download/use-download.ts';
import { EmptyList } from './listing/empty-list.tsx';
import { FromNote } from './listing/from-note.tsx';
import { createSlots } from './listing/head-slots.ts';
import { ListErrorActions } from './listing/list-error-actions.tsx';
import { ListLacking } from './listing/list-lacking.tsx';
import { ListSkeleton } from './listing/list-skeleton.tsx';
import { nextSort } from './listing/list-state.ts';
import { ObjectsTable, type ObjectsTableHandle } from './listing/objects-table.tsx';
import { clear } from './listing/selection.ts';
import { useFollowEvents } from './listing/use-follow-events.ts';
import { useListing } from './listing/use-listing.ts';
import type { Go, Place } from './listing/use-place.ts';
import { useSelection } from './listing/use-selection.ts';
import { useSteps } from './listing/use-steps.ts';
import { lacksVersions, useVersionsReason } from './listing/use-versions-support.ts';
import styles from './objects-view.module.css';
import { offersOf } from './offers.ts';
import { UploadArea, type UploadHandle } from './upload/upload-area.tsx';
import { useFollowUploads } from './upload/use-follow-uploads.ts';
import { useActs } from './use-acts.ts';
import { useFolderHref } from './use-folder-href.ts';
import { useObjectsCommands } from './use-objects-commands.ts';

const ObjectDrawer = lazyPart(
  ['detail'],
  async () => (await import('./detail/object-drawer.tsx')).ObjectDrawer,
);

/** Requests for the metadata of rows: two of a browser's six connections stay free. */
const headsAtOnce = 4;

interface ObjectsViewProps {
  storage: StorageDriver;
  place: Place;
  go: Go;
  preview: ComponentType<ObjectTabProps>;
}

export function ObjectsView({ storage, place, go, preview }: ObjectsViewProps) {
  const { bucket, prefix, q, flat, sort, desc, versions, meta, after } = place;
  const narrow = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const listing = useListing(storage, place);
  const { rows, loaded, hasMore } = listing;
  const { selection, change } = useSelection(place, rows);
  const chosen = useMemo(() => chosenOf(rows, selection.keys), [rows, selection]);
  const { download, failure, dismiss, handsOver } = useDownload(storage, bucket);
  const {
    dialog,
    setDialog,
    act,
    moveTo,
    actOnVersions,
    open: openEntry,
    leave,
  } = useActs({
    place,
    go,
    download,
    handsOver,
  });
  const fields = useRef<UploadHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<ObjectsTableHandle>(null);
  const hrefOf = useFolderHref(place);
  const focusList = useCallback(() => {
    if (table.current) table.current.focus();
    else document.getElementById('main')?.focus(); // nothing here
  }, []);
  const { open, up, focusOnArrival } = useSteps({
    place,
    go,
    arrived: listing.query.data !== undefined && !listing.stale,
    focusList,
    onObject: openEntry,
  });
  useFocusBack(place.key !== undefined, focusList);
  useFollowUploads(storage, bucket);
  const follow = useFollowEvents(storage, bucket, listing);

  const sortBy = (column: SortColumn) => go(nextSort(place, column), { replace: true });
  const [slots] = useState(() => createSlots(headsAtOnce));
  const metadata = useMemo(
    () => (meta ? { storage, bucket, slots } : undefined),
    [meta, storage, bucket, slots],
  );
  const offers = useMemo(() => offersOf(storage), [storage]);
  const versionsReason = useVersionsReason(storage, bucket);
  const jump = () => setDialog({ kind: 'jump' });
  const moveRows = (ids: ReadonlySet<string>, folder: string) => moveTo(folder, chosenOf(rows, ids));
  useObjectsCommands({
    search: () => search.current?.focus(),
    upload: () => fields.current?.chooseFiles(),
    remove: () => (versions ? actOnVersions('delete', chosen) : act('delete', chosen)),
    rename: offers.copy ? () => (versions ? undefined : act('rename', chosen)) : undefined,
    up,
    versions:
      offers.versions || versions
        ? () => {
            if (versionsReason !== undefined && !versions) return;
            focusOnArrival();
            go({ versions: !versions });
          }
        : undefined,
    metadata: offers.metadata ? () => go({ meta: !meta }) : undefined,
    jump,
  });

  return (
    <UploadArea storage={storage} bucket={bucket} prefix={prefix} handle={fields}>
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
            view={{ place, go, offers, versionsReason, onJump: jump }}
            narrow={narrow}
            refreshing={listing.refreshing}
            follow={follow}
            onUploadFiles={() => fields.current?.chooseFiles()}
            onUploadFolder={() => fields.current?.chooseFolder()}
            onUploadOptions={() => fields.current?.openOptions()}
            onNewFolder={() => setDialog({ kind: 'new-folder' })}
            onRefresh={listing.refresh}
            onSort={sortBy}
          />
          {failure ? <DownloadFailure failure={failure} onRetry={download} onDismiss={dismiss} /> : null}
          {after === undefined ? null : <FromNote after={after} go={go} />}
          <div className={styles.list}>
            {lacksVersions(listing.query.error) && versions ? (
              <ListLacking error={listing.query.error} go={go} />
            ) : (
              <QueryView
                query={listing.query}
                skeleton={<ListSkeleton narrow={narrow} />}
                isEmpty={() => loaded === 0 && !hasMore}
                empty={<EmptyList place={place} go={go} onUpload={() => fields.current?.chooseFiles()} />}
                errorActions={<ListErrorActions error={listing.query.error} />}
              >
                {() => (
                  <ObjectsTable
                    key={JSON.stringify([prefix, q, flat, versions, after])}
                    ref={table}
                    rows={rows}
                    prefix={prefix}
                    sort={sort}
                    desc={desc}
                    narrow={narrow}
                    versions={versions}
                    metadata={metadata}
                    storageClass={offers.storageClass}
                    hasMore={hasMore}
                    stale={listing.stale}
                    selection={selection}
                    dropFolder={dropFolder}
                    hrefOf={hrefOf}
                    onMove={versions || !offers.copy ? undefined : moveRows}
                    onSelect={change}
                    onOpen={open}
                    onSort={sortBy}
                    onNearEnd={listing.fetchMore}
                  />
                )}
              </QueryView>
            )}
          </div>
          <div className={styles.foot}>
            {selection.keys.size === 0 ? (
              <StatusBar listing={listing} />
            ) : versions ? (
              <VersionBar
                chosen={chosen}
                canPresign={storage.presign !== undefined}
                onAct={(kind) => actOnVersions(kind, chosen)}
                onClear={() => change(clear)}
              />
            ) : (
              <ActionBar
                chosen={chosen}
                offers={offers}
                canPresign={storage.presign !== undefined}
                onAct={(kind) => act(kind, chosen)}
                onClear={() => change(clear)}
              />
            )}
          </div>
          {place.key === undefined ? null : (
            <Suspense>
              <ObjectDrawer
                storage={storage}
                bucket={bucket}
                objectKey={place.key}
                versionId={place.version}
                tab={place.tab}
                preview={preview}
                covered={dialog !== undefined}
                onTab={(tab) => go({ tab }, { replace: true })}
                onAct={(kind, entry, head) => {
                  if (kind === 'edit') setDialog({ kind, objectKey: entry.key, head });
                  else act(kind, { entries: [entry], folders: [] });
                }}
                onClose={() => go({ key: undefined, version: undefined, tab: undefined })}
              />
            </Suspense>
          )}
          <Dialogs
            open={dialog}
            storage={storage}
            place={place}
            go={go}
            onJump={focusOnArrival}
            onOpen={setDialog}
            onGone={leave}
            onClosed={() => {
              listing.lookAgain();
              if (place.key === undefined) focusList();
            }}
          />
        </>
      )}
    </UploadArea>
  );
}
