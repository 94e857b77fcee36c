import { ActionIcon, Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { SearchField } from '../../components/search-field.tsx';
import { useText } from '../../components/text/language.ts';
import { type IncompleteUpload, StorageError } from '../../storage/index.ts';
import { BucketPage } from '../shared/bucket-page.tsx';
import { useConnection } from '../shared/connection.tsx';
import { ErrorView } from '../shared/error-view.tsx';
import { paths } from '../shared/paths.ts';
import { queryKeys } from '../shared/query-keys.ts';
import { Unavailable } from '../shared/setting-editor/unavailable.tsx';
import { useTransferEngine } from '../shared/transfer-engine.tsx';
import { AbortDialog } from './abort-dialog.tsx';
import { MemoryNote, NoMatch, NoUploads } from './notes.tsx';
import { uploadsQuery, usualLimit } from './queries.ts';
import { ResumeDialog } from './resume-dialog.tsx';
import { UploadList } from './upload-list.tsx';
import styles from './uploads.module.css';
import { UploadsSkeleton } from './uploads-table.tsx';
import type { AbortTargets } from './use-abort.ts';
import { useFilter } from './use-filter.ts';
import { useKeysSentHere } from './use-keys-sent-here.ts';

const route = getRouteApi(paths.uploads.pattern);

export default function UploadsPage() {
  const { connectionId, bucket } = route.useParams();
  // Nothing chosen in one bucket may act on another.
  return <Uploads key={`${connectionId} ${bucket}`} bucket={bucket} />;
}

type Dialog = { kind: 'abort'; targets: AbortTargets } | { kind: 'resume'; upload: IncompleteUpload };

function Uploads({ bucket }: { bucket: string }) {
  const t = useText('uploads');
  const { connectionId, storage } = useConnection();
  const filter = useFilter();
  const [limit, setLimit] = useState(usualLimit);
  const [dialog, setDialog] = useState<Dialog>();
  const sentHere = useKeysSentHere(bucket);
  const query = useQuery(uploadsQuery(storage, bucket, filter.prefix, limit));
  useFollowTransfers(bucket);
  const close = useCallback(() => setDialog(undefined), []);
  const onResume = useCallback((upload: IncompleteUpload) => setDialog({ kind: 'resume', upload }), []);
  const onAbort = useCallback(
    (uploads: IncompleteUpload[]) => setDialog({ kind: 'abort', targets: { kind: 'chosen', uploads } }),
    [],
  );
  const onAbortOld = () => setDialog({ kind: 'abort', targets: { kind: 'older', prefix: filter.prefix } });

  const listed = query.data;
  const lacking = query.error instanceof StorageError && query.error.code === 'not-supported';
  const content = () => {
    if (!listed) return query.error ? null : <UploadsSkeleton />;
    const matching = listed.uploads.some(({ key }) => key.startsWith(filter.prefix));
    if (matching)
      return (
        <UploadList
          storage={storage}
          bucket={bucket}
          listed={listed}
          prefix={filter.prefix}
          newest={filter.newest}
          sentHere={sentHere}
          isLoading={query.isFetching}
          onSort={() => filter.change({ newest: filter.newest ? undefined : true })}
          onLoadMore={() => setLimit((before) => before * 4)}
          onResume={onResume}
          onAbort={onAbort}
        />
      );
    if (query.isPlaceholderData) return <UploadsSkeleton />;
    if (filter.prefix !== '') return <NoMatch prefix={filter.prefix} onClear={() => filter.ask('')} />;
    return <NoUploads connectionId={connectionId} bucket={bucket} fromMemory={listed.fromMemory} />;
  };

  return (
    <BucketPage connectionId={connectionId} bucket={bucket} title={t('title')}>
      <p className={styles.intro}>{t('intro')}</p>
      {lacking ? (
        <Unavailable title={t('title')} error={query.error} request="GET ?uploads" />
      ) : (
        <>
          {listed?.fromMemory ? <MemoryNote onLookUp={filter.ask} /> : null}
          <div className={styles.tools}>
            <SearchField label={t('filter')} value={filter.typed} onChange={filter.type} />
            <Button variant="default" disabled={!listed || listed.uploads.length === 0} onClick={onAbortOld}>
              {t('abortOld')}
            </Button>
            <ActionIcon
              variant="default"
              size={30}
              aria-label={t('refresh')}
              title={t('refresh')}
              loading={query.isRefetching}
              onClick={() => void query.refetch()}
            >
              <IconRefresh size={16} aria-hidden />
            </ActionIcon>
          </div>
          {query.error ? <ErrorView error={query.error} onRetry={() => void query.refetch()} /> : null}
          {content()}
        </>
      )}
      {dialog?.kind === 'abort' ? (
        <AbortDialog
          storage={storage}
          bucket={bucket}
          targets={dialog.targets}
          sentHere={sentHere}
          onClose={close}
        />
      ) : null}
      {dialog?.kind === 'resume' ? (
        <ResumeDialog storage={storage} bucket={bucket} upload={dialog.upload} onClose={close} />
      ) : null}
    </BucketPage>
  );
}

/** An upload of this page that is complete is not incomplete any more. */
function useFollowTransfers(bucket: string): void {
  const engine = useTransferEngine();
  const client = useQueryClient();
  const { connectionId } = useConnection();
  useEffect(
    () =>
      engine.onVerified((transfer) => {
        if (transfer.connectionId !== connectionId || transfer.bucket !== bucket) return;
        void client.invalidateQueries({ queryKey: queryKeys.uploads(connectionId, bucket) });
      }),
    [engine, client, connectionId, bucket],
  );
}
