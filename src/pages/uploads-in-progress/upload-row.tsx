import { ActionIcon, Checkbox, Skeleton } from '@mantine/core';
import { IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { Bytes } from '../../components/bytes.tsx';
import { KeyText } from '../../components/key-text.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { formatBytes } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import {
  type IncompleteUpload,
  type StorageDriver,
  StorageError,
  type UploadSize,
} from '../../storage/index.ts';
import { useErrorText } from '../shared/error-text.ts';
import { sizeQuery } from './queries.ts';
import styles from './uploads.module.css';

export interface RowActions {
  onSelect: (upload: IncompleteUpload, selected: boolean) => void;
  onResume: (upload: IncompleteUpload) => void;
  onAbort: (upload: IncompleteUpload) => void;
}

interface UploadRowProps extends RowActions {
  storage: StorageDriver;
  bucket: string;
  upload: IncompleteUpload;
  selected: boolean;
  /** Another upload has the same key. */
  repeated: boolean;
  /** This page is sending it: not left over from anything. */
  sentHere: boolean;
  narrow: boolean;
  /** The server names who began its uploads: there is a column for it. */
  initiators: boolean;
}

/** The cells of one upload; its size is asked for by being drawn. */
export const UploadRow = memo(function UploadRow(props: UploadRowProps) {
  const { storage, bucket, upload, selected, repeated, sentHere, narrow, initiators } = props;
  const t = useText('uploads');
  const { data: size, error } = useQuery(sizeQuery(storage, bucket, upload));
  const { key, uploadId, initiated, initiator } = upload;
  const name = repeated ? t('nameWithId', { key, id: uploadId }) : key;
  const started = initiated ? <RelativeTime time={initiated} /> : t('startedUnknown');
  return (
    <>
      <td className={styles.check}>
        <Checkbox
          size="xs"
          aria-label={t('selectUpload', { name })}
          checked={selected}
          disabled={sentHere}
          onChange={(event) => props.onSelect(upload, event.currentTarget.checked)}
        />
      </td>
      <th scope="row" className={styles.key}>
        <KeyText value={key} middleEllipsis />
        {repeated ? (
          <span className={styles.under} title={uploadId}>
            {t('uploadId', { id: `…${uploadId.slice(-8)}` })}
          </span>
        ) : null}
        {sentHere ? <span className={styles.under}>{t('sentHere')}</span> : null}
        {narrow ? (
          <span className={styles.under}>
            {started} · <SizeWords size={size} error={error} />
            {initiator === undefined ? null : (
              <>
                {' · '}
                <KeyText value={initiator} />
              </>
            )}
          </span>
        ) : null}
      </th>
      {narrow ? null : (
        <>
          <td className={styles.started}>{started}</td>
          {initiators ? (
            <td className={styles.initiator} title={initiator}>
              {initiator === undefined ? '–' : <KeyText value={initiator} middleEllipsis />}
            </td>
          ) : null}
          <td className={styles.parts}>
            {size ? <Parts size={size} /> : error ? '–' : <Skeleton height={10} width={28} ml="auto" />}
          </td>
          <td className={styles.size}>
            {size ? (
              <SizeWords size={size} error={null} />
            ) : error ? (
              <SizeProblem error={error} />
            ) : (
              <Skeleton height={10} width={64} ml="auto" />
            )}
          </td>
        </>
      )}
      <td className={styles.actions}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          disabled={sentHere}
          aria-label={t('resumeName', { name })}
          title={t('resume')}
          onClick={() => props.onResume(upload)}
        >
          <IconPlayerPlay size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          disabled={sentHere}
          aria-label={t('abortName', { name })}
          title={t('abort')}
          onClick={() => props.onAbort(upload)}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </td>
    </>
  );
});

function Parts({ size: { parts, more } }: { size: UploadSize }) {
  const t = useText('uploads');
  const value = parts.toLocaleString(useLanguage());
  return more ? t('atLeast', { value }) : value;
}

function SizeWords({ size, error }: { size: UploadSize | undefined; error: unknown }) {
  const t = useText('uploads');
  const language = useLanguage();
  if (!size) return error ? <SizeProblem error={error} /> : '…';
  if (!size.more) return <Bytes value={size.bytes} />;
  return t('atLeast', { value: formatBytes(size.bytes, language) });
}

function SizeProblem({ error }: { error: unknown }) {
  const t = useText('uploads');
  const { sentence } = useErrorText(error);
  const gone = error instanceof StorageError && error.code === 'no-such-upload';
  return (
    <span className={styles.dim} title={sentence}>
      {t(gone ? 'goneMeanwhile' : 'unreadable')}
    </span>
  );
}
