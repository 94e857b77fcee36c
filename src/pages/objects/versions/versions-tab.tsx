import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { StorageError } from '../../../storage/index.ts';
import type { ObjectTabProps, OpenObject } from '../../shared/open-object.ts';
import { paths } from '../../shared/paths.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { QueryView } from '../../shared/query-view.tsx';
import { UnavailableNote } from '../../shared/setting-editor/unavailable.tsx';
import { unavailableReason } from '../../shared/setting-editor/unavailable-reason.ts';
import { DownloadFailure } from '../download/download-failure.tsx';
import { useDownload } from '../download/use-download.ts';
import type { ListedVersion } from '../listing/listed-entry.ts';
import { usePlace } from '../listing/use-place.ts';
import { lacksVersions, versionsRequest } from '../listing/use-versions-support.ts';
import { keyVersionsQuery } from './key-versions.ts';
import { VersionDialog, type VersionDialogKind } from './version-dialog.tsx';
import { VersionItem } from './version-item.tsx';
import styles from './versions.module.css';

/** All versions and delete markers of the object in the drawer. */
export function VersionsTab({ object }: ObjectTabProps) {
  const { storage, bucket, key, versionId } = object;
  const t = useText('versions');
  const { go } = usePlace();
  const query = useInfiniteQuery(keyVersionsQuery(storage, bucket, key));
  const { download, failure, dismiss } = useDownload(storage, bucket);
  const [dialog, setDialog] = useState<{ kind: VersionDialogKind; version: ListedVersion }>();
  const list = useRef<HTMLUListElement>(null);
  if (lacksVersions(query.error)) {
    return (
      <UnavailableNote title={t('unavailableTitle')} sentence={t('unavailableSentence')}>
        {t('unavailableReason')} <code>{unavailableReason(query.error, versionsRequest)}</code>
      </UnavailableNote>
    );
  }
  const shown = query.data?.pages.flatMap(({ versions }) => versions) ?? [];
  return (
    <div className={styles.tab}>
      <VersioningState object={object} />
      {failure ? <DownloadFailure failure={failure} onRetry={download} onDismiss={dismiss} /> : null}
      <QueryView
        query={{ ...query, data: query.data && shown }}
        skeleton={<div className={styles.skeleton} />}
        empty={<p className={styles.note}>{t('none')}</p>}
      >
        {(versions) => (
          <ul ref={list} aria-label={t('list')} tabIndex={-1}>
            {versions.map((version) => (
              <VersionItem
                key={version.versionId}
                version={version}
                isOpen={versionId === undefined ? version.isLatest : version.versionId === versionId}
                canDownload={storage.presign !== undefined}
                onOpen={() => go({ version: version.versionId })}
                onDownload={() => void download(version)}
                onAsk={(kind) => setDialog({ kind, version })}
              />
            ))}
          </ul>
        )}
      </QueryView>
      {query.hasNextPage ? (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('moreVersions')}
        </Button>
      ) : null}
      {dialog ? (
        <VersionDialog
          storage={storage}
          bucket={bucket}
          kind={dialog.kind}
          version={dialog.version}
          onClose={(gone) => {
            setDialog(undefined);
            list.current?.focus();
            // What is open has gone: on to the latest one.
            if (gone.some((one) => one.versionId === versionId))
              go({ version: undefined }, { replace: true });
          }}
        />
      ) : null}
    </div>
  );
}

/** Where the bucket keeps no versions, or none any more. */
function VersioningState({ object: { storage, bucket } }: { object: OpenObject }) {
  const t = useText('versions');
  const { data } = useQuery({
    queryKey: queryKeys.setting(storage.connectionId, bucket, 'versioning-status'),
    queryFn: async ({ signal }) => {
      if (!storage.settings) throw new StorageError('not-supported');
      return (await storage.settings.read(bucket, 'versioning', { signal })).value?.status ?? 'off';
    },
    retry: false,
  });
  if (data === undefined || data === 'Enabled') return null;
  const { connectionId } = storage;
  return (
    <p className={styles.note}>
      {t(data === 'off' ? 'neverOn' : 'suspended')}{' '}
      <Link {...paths.settings.link({ connectionId, bucket }, { open: 'versioning' })}>
        {t('toSettings')}
      </Link>
    </p>
  );
}
