import { Button, Group } from '@mantine/core';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import styles from './delete.module.css';
import type { DeleteResult } from './run-delete.ts';
import type { Remains } from './use-delete.ts';

interface DeleteOutcomeProps {
  result: DeleteResult;
  remains: Remains[];
  onDeleteLeft: () => void;
  onPlanAnew: () => void;
  onClose: () => void;
}

const shownAtMost = 200;

/** The verdicts: what has gone, what was refused and why, what was not reached, and what is there nevertheless. */
export function DeleteOutcome({ result, remains, onDeleteLeft, onPlanAnew, onClose }: DeleteOutcomeProps) {
  const t = useText('objects');
  const { deleted, failed, left, ended } = result;
  const unplanned = remains.filter((one) => one.unplanned === undefined || one.unplanned > 0);
  return (
    <>
      <div className={styles.sections}>
        <p role="status">
          {t('deleteVerdict', { deleted: deleted.length, failed: failed.length, left: left.length })}
        </p>
        {ended.by === 'error' ? <ErrorView error={ended.error} /> : null}
        {failed.length > 0 ? (
          <section>
            <p>{t('deleteFailed', { count: failed.length })}</p>
            <ul className={styles.list}>
              {failed.slice(0, shownAtMost).map(({ key, code, message }) => (
                <li key={key} className={styles.refused}>
                  <KeyText value={key} />
                  <span className={styles.more} title={message}>
                    {code === 'not-confirmed' ? t('deleteUnconfirmed') : code}
                  </span>
                </li>
              ))}
            </ul>
            {failed.length > shownAtMost ? (
              <p className={styles.more}>{t('andMore', { count: failed.length - shownAtMost })}</p>
            ) : null}
          </section>
        ) : null}
        {unplanned.length > 0 && ended.by === 'plan' ? (
          <section>
            <p>{t('deleteRemains')}</p>
            <ul className={styles.list}>
              {unplanned.map(({ prefix, unplanned: count }) => (
                <li key={prefix} className={styles.refused}>
                  <KeyText value={prefix} />
                  <span className={styles.more}>
                    {count === undefined ? t('remainsUnknown') : t('remainsCount', { count })}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
      <Group justify="flex-end" gap={8} mt={16}>
        {left.length > 0 ? (
          <Button variant="default" color="red" onClick={onDeleteLeft}>
            {t('deleteLeft', { count: left.length })}
          </Button>
        ) : null}
        {unplanned.length > 0 && left.length === 0 ? (
          <Button variant="default" onClick={onPlanAnew}>
            {t('planAnew')}
          </Button>
        ) : null}
        <Button onClick={onClose} data-autofocus>
          {t('close')}
        </Button>
      </Group>
    </>
  );
}
