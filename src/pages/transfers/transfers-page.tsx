import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowsUpDown, IconFilterOff } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useCallback, useMemo, useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatBytes, formatDuration } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import {
  arrivedAt,
  type Transfer,
  type TransferId,
  type TransferSnapshot,
  type TransferTotals,
} from '../../storage/index.ts';
import { useConnection } from '../shared/connection.tsx';
import { lazyPart } from '../shared/lazy-part.ts';
import { PageTitle } from '../shared/page-title.tsx';
import { paths, type TransferFilter, transferFilters } from '../shared/paths.ts';
import { useTransferEngine, useTransfers } from '../shared/transfer-engine.tsx';
import { CancelAllDialog, CancelDialog } from './cancel-dialog.tsx';
import { filterCounts, filterTransfers } from './transfer-filter.ts';
import { TransferTable } from './transfer-table.tsx';
import type { TransferAction } from './transfer-view.ts';
import styles from './transfers-page.module.css';

const ReceiptDialog = lazyPart(
  ['receipt'],
  async () => (await import('../shared/receipt/receipt-dialog.tsx')).ReceiptDialog,
);

const filterWords = {
  all: 'filterAll',
  active: 'filterActive',
  failed: 'filterFailed',
  verified: 'filterVerified',
} as const;

export default function TransfersPage() {
  const t = useText('transfers');
  const { connectionId } = useConnection();
  const snapshot = useTransfers();
  return (
    <div className={styles.page}>
      <PageTitle title={t('title')} />
      <h1 className={styles.heading}>{t('title')}</h1>
      {snapshot.transfers.length === 0 ? (
        <EmptyState
          icon={<IconArrowsUpDown size={32} />}
          title={t('emptyTitle')}
          sentence={t('emptySentence')}
          action={
            <Button
              variant="default"
              renderRoot={(props) => <Link {...props} {...paths.buckets.link({ connectionId })} />}
            >
              {t('emptyAction')}
            </Button>
          }
        />
      ) : (
        <Transfers snapshot={snapshot} />
      )}
    </div>
  );
}

function Transfers({ snapshot: { transfers, totals } }: { snapshot: TransferSnapshot }) {
  const t = useText('transfers');
  const engine = useTransferEngine();
  const { connectionId } = useConnection();
  const navigate = useNavigate();
  const { show: filter = 'all' } = useSearch({ from: paths.transfers.pattern });
  const setFilter = (show: TransferFilter) =>
    void navigate({
      ...paths.transfers.link({ connectionId }, show === 'all' ? {} : { show }),
      replace: true,
    });
  const [cancelling, setCancelling] = useState<TransferId | 'all'>();
  const [answered, setAnswered] = useState<Transfer>();
  const stopAsking = useCallback(() => setCancelling(undefined), []);
  const shown = useMemo(() => filterTransfers(transfers, filter), [transfers, filter]);
  const counts = filterCounts(totals);

  const act = useCallback(
    (action: TransferAction, transfer: Transfer) => {
      if (action === 'pause') engine.pause(transfer.id);
      else if (action === 'resume' || action === 'retry') engine.resume(transfer.id);
      else if (action === 'answer') setAnswered(transfer);
      // Parts that nobody could find again are not kept.
      else if (transfer.parts === 'listed') setCancelling(transfer.id);
      else void engine.cancel(transfer.id, { removeParts: true });
    },
    [engine],
  );

  return (
    <>
      <div className={styles.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('filter')}
          value={filter}
          onChange={setFilter}
          data={transferFilters.map((value) => ({
            value,
            label: t(filterWords[value], { number: counts[value] }),
          }))}
        />
        <Summary totals={totals} />
        <div className={styles.actions}>
          <Button
            size="xs"
            variant="default"
            disabled={totals.active === totals.paused}
            onClick={() => engine.pauseAll()}
          >
            {t('pauseAll')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={totals.paused === 0}
            onClick={() => engine.resumeAll()}
          >
            {t('resumeAll')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={totals.active === 0}
            onClick={() => setCancelling('all')}
          >
            {t('cancelAll')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={totals.active === totals.count}
            onClick={() => engine.clearFinished()}
          >
            {t('clearFinished')}
          </Button>
        </div>
      </div>
      {shown.length > 0 ? (
        <TransferTable key={filter} transfers={shown} onAction={act} />
      ) : (
        <EmptyState
          icon={<IconFilterOff size={32} />}
          title={t('noneTitle')}
          sentence={t('noneSentence')}
          action={
            <Button variant="default" onClick={() => setFilter('all')}>
              {t('showAll')}
            </Button>
          }
        />
      )}
      {cancelling === 'all' && <CancelAllDialog onClose={stopAsking} />}
      {cancelling !== undefined && cancelling !== 'all' && (
        <CancelDialog id={cancelling} onClose={stopAsking} />
      )}
      {answered?.state.phase === 'verified' && answered.state.receipt ? (
        <Suspense>
          <ReceiptDialog
            name={arrivedAt(answered).key}
            receipt={answered.state.receipt}
            onClose={() => setAnswered(undefined)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** What is under way, in bytes and time; the tray says the same of its batch. */
function Summary({ totals }: { totals: TransferTotals }) {
  const t = useText('transfers');
  const language = useLanguage();
  if (totals.active === 0) return <span className={styles.summary} />;
  return (
    <span className={styles.summary}>
      <span>
        {t('summary', {
          sent: formatBytes(totals.bytesSent, language),
          size: formatBytes(totals.bytesTotal, language),
        })}
      </span>
      {totals.secondsLeft !== undefined && (
        <>
          <span>{t('speed', { bytes: formatBytes(totals.bytesPerSecond, language) })}</span>
          <span>{t('timeLeft', { time: formatDuration(totals.secondsLeft, language) })}</span>
        </>
      )}
    </span>
  );
}
