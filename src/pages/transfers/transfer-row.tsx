import { ActionIcon } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconCheck,
  IconClock,
  IconMinus,
  IconPlayerPause,
  IconPlayerPlay,
  IconReceipt,
  IconRefresh,
  IconX,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Bytes } from '../../components/bytes.tsx';
import { KeyText } from '../../components/key-text.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { formatBytes } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import { arrivedAt, type StorageError, type Transfer } from '../../storage/index.ts';
import { useErrorText } from '../shared/error-text.ts';
import { paths } from '../shared/paths.ts';
import styles from './transfer-table.module.css';
import { folderOf, percentOf, type TransferAction, type TransferTone, viewOf } from './transfer-view.ts';

const toneIcons: Record<TransferTone, typeof IconCheck> = {
  waiting: IconClock,
  moving: IconArrowUp,
  good: IconCheck,
  bad: IconAlertTriangle,
  gone: IconMinus,
};

const actionIcons: Record<TransferAction, typeof IconCheck> = {
  pause: IconPlayerPause,
  resume: IconPlayerPlay,
  retry: IconRefresh,
  cancel: IconX,
  answer: IconReceipt,
};

interface TransferRowProps {
  transfer: Transfer;
  onAction: (action: TransferAction, transfer: Transfer) => void;
}

/** The cells of one row; a transfer is immutable, so that only rows that moved render again. */
export const TransferRow = memo(function TransferRow({ transfer, onAction }: TransferRowProps) {
  const t = useText('transfers');
  const { connectionId } = transfer;
  const { bucket, key } = arrivedAt(transfer);
  const { actions } = viewOf(transfer);
  return (
    <>
      <td className={styles.key}>
        <KeyText value={key} middleEllipsis />
        <Link
          {...paths.bucket.link({ connectionId, bucket }, { prefix: folderOf(key) })}
          className={styles.bucket}
        >
          <KeyText value={bucket} middleEllipsis />
        </Link>
      </td>
      <td className={styles.size}>
        <Bytes value={transfer.size} />
      </td>
      <td className={styles.state}>
        <StateCell transfer={transfer} />
      </td>
      <td className={styles.actions}>
        {actions.map((action) => {
          const Icon = actionIcons[action];
          return (
            <ActionIcon
              key={action}
              variant="subtle"
              color="gray"
              aria-label={t(`${action}Name`, { name: key })}
              title={t(action)}
              onClick={() => onAction(action, transfer)}
            >
              <Icon size={16} aria-hidden />
            </ActionIcon>
          );
        })}
      </td>
    </>
  );
});

function StateCell({ transfer }: { transfer: Transfer }) {
  const t = useText('transfers');
  const language = useLanguage();
  const { words, tone } = viewOf(transfer);
  if (transfer.state.phase === 'failed') return <Failure error={transfer.state.error} />;
  const Icon = tone === 'moving' && transfer.kind === 'download' ? IconArrowDown : toneIcons[tone];
  const underWay = tone === 'moving' || tone === 'waiting';
  return (
    <>
      <span className={styles.line}>
        <span className={styles.words} data-tone={tone}>
          <Icon size={16} aria-hidden />
          {t(words)}
        </span>
        {transfer.state.phase === 'cancelled' && transfer.state.partsLeft && (
          <Link
            {...paths.uploads.link(
              { connectionId: transfer.connectionId, bucket: transfer.bucket },
              { prefix: transfer.key },
            )}
            className={styles.note}
          >
            {t('showPartsLeft')}
          </Link>
        )}
        {transfer.retries > 0 && (
          <span className={styles.note}>{t('retries', { count: transfer.retries })}</span>
        )}
        {underWay && (
          <span className={styles.note}>
            {t('bytesOf', {
              sent: formatBytes(transfer.bytesSent, language),
              size: formatBytes(transfer.size, language),
            })}
          </span>
        )}
      </span>
      {underWay && (
        <ProgressBar
          value={percentOf(transfer) / 100}
          label={t('progressOf', { name: transfer.key })}
          tone={tone === 'moving' ? 'running' : 'paused'}
        />
      )}
    </>
  );
}

function Failure({ error }: { error: StorageError }) {
  const t = useText('transfers');
  const { title, sentence, cure } = useErrorText(error);
  return (
    <>
      <span className={styles.line}>
        <span className={styles.words} data-tone="bad">
          <IconAlertTriangle size={16} aria-hidden />
          {t('stateFailed', { title })}
        </span>
      </span>
      <span className={styles.note}>{sentence}</span>
      <span className={styles.note}>{cure}</span>
      {/* In the server's own words: what it objects to is in no sentence of ours. */}
      {error.serviceMessage ? <bdi className={styles.note}>{error.serviceMessage}</bdi> : null}
    </>
  );
}
