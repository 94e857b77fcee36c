import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import type { IncompleteUpload, StorageDriver } from '../../storage/index.ts';
import type { ListedUploads } from './queries.ts';
import { idOf, uploadRows } from './upload-rows.ts';
import styles from './uploads.module.css';
import { UploadsTable } from './uploads-table.tsx';

interface UploadListProps {
  storage: StorageDriver;
  bucket: string;
  listed: ListedUploads;
  /** The prefix that they begin with; rows of an earlier filter are not shown. */
  prefix: string;
  newest: boolean;
  sentHere: ReadonlySet<string>;
  isLoading: boolean;
  onSort: () => void;
  onLoadMore: () => void;
  onResume: (upload: IncompleteUpload) => void;
  onAbort: (uploads: IncompleteUpload[]) => void;
}

/** The table with what is chosen in it. */
export function UploadList(props: UploadListProps) {
  const { listed, prefix, newest, sentHere, onAbort, onResume } = props;
  const t = useText('uploads');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(
    () =>
      uploadRows(
        listed.uploads.filter(({ key }) => key.startsWith(prefix)),
        { newest },
      ),
    [listed, prefix, newest],
  );
  // What is gone, filtered away or being sent by now is not chosen any more.
  const selected = useMemo(
    () => rows.filter((upload) => chosen.has(idOf(upload)) && !sentHere.has(upload.key)),
    [rows, chosen, sentHere],
  );
  const selectedIds = useMemo(() => new Set(selected.map(idOf)), [selected]);

  const onSelect = useCallback((upload: IncompleteUpload, on: boolean) => {
    setChosen((before) => {
      const next = new Set(before);
      if (on) next.add(idOf(upload));
      else next.delete(idOf(upload));
      return next;
    });
  }, []);
  const abortOne = useCallback((upload: IncompleteUpload) => onAbort([upload]), [onAbort]);
  const count = rows.length;
  return (
    <>
      {selected.length > 0 ? (
        <div role="toolbar" aria-label={t('actions')} className={styles.selection}>
          <span role="status">{t('selected', { count: selected.length })}</span>
          <Button size="xs" color="red" variant="subtle" onClick={() => onAbort(selected)}>
            {t('abortSelected')}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('clearSelection')}
            title={t('clearSelection')}
            onClick={() => setChosen(new Set())}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ) : null}
      <UploadsTable
        storage={props.storage}
        bucket={props.bucket}
        rows={rows}
        selected={selectedIds}
        sentHere={sentHere}
        newest={newest}
        onSort={props.onSort}
        onSelect={onSelect}
        onSelectAll={(all) => setChosen(new Set(all ? rows.map(idOf) : []))}
        onResume={onResume}
        onAbort={abortOne}
      />
      <div className={styles.foot}>
        <span>{t(listed.more ? 'countMore' : 'count', { count })}</span>
        {listed.more ? (
          <>
            <span>{t('sortedPartly')}</span>
            <Button size="xs" variant="default" loading={props.isLoading} onClick={props.onLoadMore}>
              {t('loadMore')}
            </Button>
          </>
        ) : null}
      </div>
    </>
  );
}
