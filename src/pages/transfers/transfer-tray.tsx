import { ActionIcon } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowsUpDown,
  IconArrowUp,
  IconCheck,
  IconChevronUp,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useState } from 'react';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { formatBytes, formatDuration } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import type { TransferTotals } from '../../storage/index.ts';
import { paths } from '../shared/paths.ts';
import type { BatchProgress } from '../shared/transfer-batch.ts';
import { useBatchProgress, useTransferEngine, useTransfers } from '../shared/transfer-engine.tsx';
import { useLeaveWarning } from '../shared/use-leave-warning.ts';
import styles from './transfer-tray.module.css';
import { type Moves, movesOf } from './transfer-view.ts';
import { useAnnouncement } from './use-announcement.ts';

const CancelAllDialog = lazy(async () => ({
  default: (await import('./cancel-dialog.tsx')).CancelAllDialog,
}));

/** One line on every page while there are transfers: how far, how fast, how long, and the verdicts so far. */
export function TransferTray() {
  const snapshot = useTransfers();
  const progress = useBatchProgress();
  const announcement = useAnnouncement(progress);
  useLeaveWarning(snapshot.totals.active > 0);

  const { connectionId = snapshot.transfers.at(-1)?.connectionId } = useParams({ strict: false });
  return (
    <>
      <div role="status" className="visually-hidden">
        {announcement}
      </div>
      {connectionId !== undefined && snapshot.transfers.length > 0 && (
        <Tray
          progress={progress}
          totals={snapshot.totals}
          moves={movesOf(snapshot.transfers)}
          connectionId={connectionId}
        />
      )}
    </>
  );
}

const moveIcons = { upload: IconArrowUp, download: IconArrowDown, both: IconArrowsUpDown } as const;
const moveNames = { upload: 'tray', download: 'trayDownloads', both: 'title' } as const;

interface TrayProps {
  progress: BatchProgress;
  totals: TransferTotals;
  moves: Moves;
  connectionId: string;
}

function Tray({ progress, totals, moves, connectionId }: TrayProps) {
  const t = useText('transfers');
  const engine = useTransferEngine();
  const [cancelling, setCancelling] = useState(false);
  const stopAsking = useCallback(() => setCancelling(false), []);
  const underWay = totals.active > 0;
  const Icon = underWay ? moveIcons[moves] : progress.failed > 0 ? IconAlertTriangle : IconCheck;
  const allPaused = underWay && totals.paused === totals.active;
  return (
    <section className={styles.tray} aria-label={t(moveNames[moves])} data-under-way={underWay}>
      <span className={styles.files}>
        <Icon size={16} aria-hidden />
        {underWay
          ? t('trayFiles', { done: progress.finished, count: progress.count })
          : t('trayFinished', { count: progress.finished })}
      </span>
      {underWay && (
        <>
          <span className={styles.bar}>
            <ProgressBar
              value={progress.percent / 100}
              label={t('progressAll')}
              tone={allPaused ? 'paused' : 'running'}
            />
          </span>
          <span className={styles.percent}>{t('percent', { percent: progress.percent })}</span>
        </>
      )}
      <span className={styles.facts}>
        {underWay && <Pace totals={totals} />}
        <Verdicts progress={progress} />
      </span>
      <span className={styles.actions}>
        {underWay && (
          <>
            {allPaused ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('resumeAll')}
                title={t('resumeAll')}
                onClick={() => engine.resumeAll()}
              >
                <IconPlayerPlay size={16} aria-hidden />
              </ActionIcon>
            ) : (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('pauseAll')}
                title={t('pauseAll')}
                onClick={() => engine.pauseAll()}
              >
                <IconPlayerPause size={16} aria-hidden />
              </ActionIcon>
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('cancelAll')}
              title={t('cancelAll')}
              onClick={() => setCancelling(true)}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </>
        )}
        {!underWay && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('clearFinished')}
            title={t('clearFinished')}
            onClick={() => engine.clearFinished()}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
        <Link {...paths.transfers.link({ connectionId })} className={styles.open} aria-label={t('open')}>
          <IconChevronUp size={16} aria-hidden />
          <span className={styles.openWord}>{t('openShort')}</span>
        </Link>
      </span>
      {cancelling && (
        <Suspense>
          <CancelAllDialog onClose={stopAsking} />
        </Suspense>
      )}
    </section>
  );
}

function Pace({ totals }: { totals: TransferTotals }) {
  const t = useText('transfers');
  const language = useLanguage();
  if (totals.paused === totals.active)
    return <span className={styles.pace}>{t('trayPaused', { count: totals.paused })}</span>;
  return (
    <>
      <span className={styles.pace}>
        {t('speed', { bytes: formatBytes(totals.bytesPerSecond, language) })}
      </span>
      <span className={styles.left}>
        {totals.secondsLeft !== undefined &&
          t('timeLeft', { time: formatDuration(totals.secondsLeft, language) })}
      </span>
    </>
  );
}

function Verdicts({ progress }: { progress: BatchProgress }) {
  const t = useText('transfers');
  return (
    <>
      {progress.verified > 0 && (
        <span className={styles.verdict}>{t('verifiedCount', { number: progress.verified })}</span>
      )}
      {progress.failed > 0 && (
        <span className={styles.verdict} data-tone="bad">
          {t('failedCount', { number: progress.failed })}
        </span>
      )}
      {progress.cancelled > 0 && (
        <span className={styles.verdict}>{t('cancelledCount', { number: progress.cancelled })}</span>
      )}
    </>
  );
}
