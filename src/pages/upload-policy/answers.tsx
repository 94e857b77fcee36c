import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Bytes } from '../../components/bytes.tsx';
import { KeyText } from '../../components/key-text.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useText } from '../../components/text/language.ts';
import type { StorageErrorCode, Transfer } from '../../storage/index.ts';
import { ErrorView } from '../shared/error-view.tsx';
import { isFinalFailure } from '../shared/final-failure.ts';
import { ReceiptCard } from '../shared/receipt/receipt-card.tsx';
import { useTransferEngine } from '../shared/transfer-engine.tsx';
import styles from './upload-policy.module.css';
import rows from './uploads.module.css';

/** Under the same policy it would be refused again. */
const tokenCodes: readonly StorageErrorCode[] = ['token-expired', 'token-refused'];
const canBeSentAgain = (code: StorageErrorCode) => !isFinalFailure(code) && !tokenCodes.includes(code);

/** What became of the uploads of this page, newest first. */
export function Answers({ begun }: { begun: readonly Transfer[] }) {
  const t = useText('want');
  return (
    <section aria-labelledby="policy-answers">
      <h2 id="policy-answers" className={styles.heading}>
        {t('answers')}
      </h2>
      {begun.length === 0 ? <p className={styles.dim}>{t('noAnswers')}</p> : null}
      <ol className={rows.answerList}>
        {begun.map((transfer) => (
          <li key={transfer.id} className={rows.answer} data-testid="policy-answer">
            <h3 className={rows.answerName}>
              <KeyText value={transfer.key} middleEllipsis />
              <span className={rows.bytes}>
                <Bytes value={transfer.size} />
              </span>
            </h3>
            <Outcome transfer={transfer} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Outcome({ transfer: { id, key, size, bytesSent, state } }: { transfer: Transfer }) {
  const t = useText('want');
  const engine = useTransferEngine();
  switch (state.phase) {
    case 'verified':
      return (
        <>
          <p className={rows.stored}>
            <IconCircleCheck size={16} aria-hidden /> {t('stored')}
          </p>
          {state.receipt ? <ReceiptCard receipt={state.receipt} /> : null}
        </>
      );
    case 'failed':
      return (
        <ErrorView
          error={state.error}
          {...(canBeSentAgain(state.error.code) && { onRetry: () => engine.resume(id) })}
        />
      );
    case 'cancelled':
      return <p className={styles.dim}>{t('cancelled')}</p>;
    default:
      return (
        <div className={rows.moving}>
          <ProgressBar
            value={size === 0 ? 0 : bytesSent / size}
            label={t('progressOf', { name: key })}
            tone={state.phase === 'paused' ? 'paused' : 'running'}
          />
          <span className={styles.dim}>{t(`phase_${state.phase}`)}</span>
          {state.phase === 'paused' ? (
            <Button size="compact-xs" variant="default" onClick={() => engine.resume(id)}>
              {t('resume')}
            </Button>
          ) : null}
        </div>
      );
  }
}
