import { Button } from '@mantine/core';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import type { PurgePlan, PurgeRefusal, PurgeResult } from '../../../storage/index.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import dialogs from '../dialogs.module.css';
import styles from './delete.module.css';

interface PurgeOutcomeViewProps {
  plan: PurgePlan;
  result: PurgeResult;
  onGoOn: () => void;
  onCountAgain: () => void;
  onClose: () => void;
}

const shownAtMost = 200;

/** Of a bucket that is still there: what has gone, what was refused and why, and the ways on. */
export function PurgeOutcomeView({ plan, result, onGoOn, onCountAgain, onClose }: PurgeOutcomeViewProps) {
  const t = useText('purge');
  const shell = useText('shell');
  const { ended, deleted, refused, abortedUploads } = result;
  const mayGoOn = ended.by === 'person' || ended.by === 'error';
  return (
    <>
      <p className={dialogs.subject}>
        <KeyText value={plan.bucket} />
      </p>
      <p role="status">{t('verdict', { deleted, refused, uploads: abortedUploads })}</p>
      {ended.by === 'error' ? <ErrorView error={ended.error} /> : null}
      {ended.by === 'error' || ended.by === 'deleted' ? null : (
        <p className={styles.note}>{t(`ended_${ended.by}`, { count: result.appeared })}</p>
      )}
      <Refusals result={result} />
      <div className={dialogs.actions}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {shell('close')}
        </Button>
        {mayGoOn ? (
          <Button color="red" onClick={onGoOn}>
            {t('goOn')}
          </Button>
        ) : (
          <Button onClick={onCountAgain}>{t('countAgain')}</Button>
        )}
      </div>
    </>
  );
}

function Refusals({ result: { refusals, refused } }: { result: PurgeResult }) {
  const t = useText('purge');
  if (refusals.length === 0) return null;
  const more = refused - Math.min(refusals.length, shownAtMost);
  return (
    <section>
      <h3 className={styles.heading}>{t('refusals')}</h3>
      <ul className={styles.list}>
        {refusals.slice(0, shownAtMost).map((refusal) => (
          <li key={nameOf(refusal)} className={styles.refused}>
            <KeyText value={refusal.key} />
            <span className={styles.dim}>
              {refusal.code === 'not-confirmed' ? t('unconfirmed') : refusal.code}
            </span>
            {refusal.message === '' ? null : <span className={styles.words}>{refusal.message}</span>}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className={styles.dim}>{t('andMore', { count: more })}</p> : null}
    </section>
  );
}

const nameOf = ({ key, versionId, uploadId }: PurgeRefusal) => [versionId, uploadId, key].join(' ');
