import { Button } from '@mantine/core';
import { formatBytes } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import { StorageError } from '../../storage/index.ts';
import { ErrorView } from '../shared/error-view.tsx';
import { failureHint } from './failure-hint.ts';
import type { QueryRun, RunSnapshot } from './query-run.ts';
import styles from './result.module.css';
import { canSaveAll } from './save-all.ts';
import type { Saving } from './use-save-all.ts';

interface ResultNotesProps {
  run: QueryRun;
  snapshot: RunSnapshot;
  saving: Saving | undefined;
  onStopSaving: () => void;
  onRetry: () => void;
}

/** What is to be known before one believes what is shown: that it failed, was cancelled, or is not all. */
export function ResultNotes({ run, snapshot, saving, onStopSaving, onRetry }: ResultNotesProps) {
  const t = useText('query');
  const { state, rows, kept } = snapshot;
  return (
    <>
      {state.kind === 'failed' ? <Failure error={state.error} run={run} onRetry={onRetry} /> : null}
      {state.kind === 'failed' && kept > 0 ? <p className={styles.note}>{t('failedNote')}</p> : null}
      {state.kind === 'cancelled' && kept > 0 ? <p className={styles.note}>{t('cancelledNote')}</p> : null}
      {rows > kept ? (
        <p className={styles.note}>
          {t('full', { kept })} {t(canSaveAll() ? 'saveAll' : 'saveAllCannot')}
        </p>
      ) : null}
      {saving ? <SavingNote saving={saving} onStop={onStopSaving} /> : null}
    </>
  );
}

function Failure({ error, run, onRetry }: { error: unknown; run: QueryRun; onRetry: () => void }) {
  const t = useText('query');
  const hint = failureHint(error, run.input);
  const words = error instanceof StorageError ? error.serviceMessage : undefined;
  return (
    <div className={styles.failure}>
      <ErrorView
        error={error}
        onRetry={error instanceof StorageError && error.retryable ? onRetry : undefined}
        actions={
          words || hint ? (
            <div className={styles.words}>
              {words ? (
                <p>
                  {t('serverSays')} <q className={styles.quote}>{words}</q>
                </p>
              ) : null}
              {hint ? <p>{t(`hint_${hint}`)}</p> : null}
            </div>
          ) : undefined
        }
      />
    </div>
  );
}

function SavingNote({ saving, onStop }: { saving: Saving; onStop: () => void }) {
  const t = useText('query');
  const language = useLanguage();
  switch (saving.kind) {
    case 'failed':
      return <ErrorView error={saving.error} />;
    case 'cancelled':
      return <p className={styles.note}>{t('saveCancelled')}</p>;
    case 'saved':
      return (
        <p className={styles.note} role="status">
          {t('saved', { bytes: formatBytes(saving.bytes, language) })}
        </p>
      );
    case 'saving':
      return (
        <p className={styles.note}>
          {t('saving', { bytes: formatBytes(saving.bytes, language) })}{' '}
          <Button size="compact-xs" variant="default" onClick={onStop}>
            {t('stopSaving')}
          </Button>
        </p>
      );
  }
}
