import { Button } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import styles from './batch.module.css';
import { type BatchResult, countVerdicts } from './run-each.ts';
import { VerdictList } from './verdict-list.tsx';

interface BatchOutcomeProps {
  result: BatchResult;
  onRetry: () => void;
  onGoOn: () => void;
  onClose: () => void;
}

/** Counts in are counts out: each object is changed, was so already, is refused, or was not tried. */
export function BatchOutcome({ result, onRetry, onGoOn, onClose }: BatchOutcomeProps) {
  const t = useText('protection');
  const counts = countVerdicts(result);
  return (
    <>
      <p role="status">{t('verdict', counts)}</p>
      {result.ended.by === 'error' ? (
        <div>
          <p>{t('endedByError')}</p>
          <ErrorView error={result.ended.error} />
        </div>
      ) : null}
      <VerdictList result={result} />
      <div className={styles.actions}>
        {counts.refused > 0 ? (
          <Button variant="default" onClick={onRetry}>
            {t('retryRefused', { count: counts.refused })}
          </Button>
        ) : null}
        {counts.left > 0 ? (
          <Button variant="default" onClick={onGoOn}>
            {t('goOn', { count: counts.left })}
          </Button>
        ) : null}
        <Button onClick={onClose} data-autofocus>
          {t('close')}
        </Button>
      </div>
    </>
  );
}
