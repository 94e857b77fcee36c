import type { ReactNode } from 'react';
import { Bytes } from '../../components/bytes.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { type Language, useLanguage, useText } from '../../components/text/language.ts';
import type { RunSnapshot } from './query-run.ts';
import styles from './result.module.css';
import { useElapsed } from './use-query-run.ts';

interface RunStatusProps {
  snapshot: RunSnapshot;
  /** Bytes of the object: what there is to scan. */
  size: number;
}

/** How far a query is, in numbers: of the server where it counts, else of what came. */
export function RunStatus({ snapshot, size }: RunStatusProps) {
  const t = useText('query');
  const language = useLanguage();
  const elapsed = useElapsed(snapshot);
  const { state, rows, columns, counts, bytes } = snapshot;
  const isRunning = state.kind === 'running';
  const scanned = counts?.scanned;
  return (
    <div className={styles.status}>
      <p className={styles.counts}>
        <span className={styles.state} data-state={state.kind}>
          {t(`state_${state.kind}`)}
        </span>
        <span data-testid="result-rows">{t('rows', { count: rows })}</span>
        <span>{t('columnCount', { count: columns.length })}</span>
        <Count label={t('elapsed')}>{formatElapsed(elapsed, language)}</Count>
        {counts ? (
          <>
            <Count label={t('scanned')}>
              {scanned === undefined ? t('notCounted') : <Bytes value={scanned} />}
            </Count>
            <Count label={t('processed')}>
              {counts.processed === undefined ? t('notCounted') : <Bytes value={counts.processed} />}
            </Count>
          </>
        ) : null}
        <Count label={t('returned')}>
          <Bytes value={isRunning ? bytes : (counts?.returned ?? bytes)} />
        </Count>
      </p>
      {isRunning ? (
        <ProgressBar
          label={t('progress')}
          value={scanned === undefined || size === 0 ? undefined : scanned / size}
        />
      ) : null}
    </div>
  );
}

function Count({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span>
      <span className={styles.dim}>{label}</span> {children}
    </span>
  );
}

/** Tenths and hundredths matter only while it is short. */
function formatElapsed(ms: number, language: Language): string {
  const digits = ms < 10_000 ? 2 : ms < 100_000 ? 1 : 0;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'short',
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  }).format(ms / 1000);
}
