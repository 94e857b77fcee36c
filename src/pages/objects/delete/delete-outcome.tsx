import { Button, Group } from '@mantine/core';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import styles from './delete.module.css';
import type { DeletePlan, Doomed } from './delete-plan.ts';
import { RefusalList } from './refusal-list.tsx';
import type { DeleteResult } from './run-delete.ts';
import type { Remains } from './what-remains.ts';

interface DeleteOutcomeProps {
  storage: StorageDriver;
  bucket: string;
  plan: DeletePlan;
  result: DeleteResult;
  remains: Remains[];
  onDelete: (doomed: readonly Doomed[]) => void;
  onUndo: () => void;
  onPlanAnew: () => void;
  onClose: () => void;
}

/** The verdicts: what has gone, what was refused and why, what was not reached, and what is there nevertheless. */
export function DeleteOutcome(props: DeleteOutcomeProps) {
  const { storage, bucket, plan, result, remains, onDelete, onUndo, onPlanAnew, onClose } = props;
  const t = useText('deleting');
  const { deleted, failed, left, markers, ended } = result;
  const unplanned = remains.filter((one) => one.unplanned === undefined || one.unplanned > 0);
  const isVersions = plan.mode === 'versions';
  return (
    <>
      <div className={styles.sections}>
        <p role="status">
          {t('deleteVerdict', { deleted: deleted.length, failed: failed.length, left: left.length })}
        </p>
        {ended.by === 'error' ? <ErrorView error={ended.error} /> : null}
        {failed.length > 0 ? <RefusalList storage={storage} bucket={bucket} failed={failed} /> : null}
        {unplanned.length > 0 && ended.by === 'plan' ? (
          <section>
            <p>{t(isVersions ? 'deleteRemainsVersions' : 'deleteRemains')}</p>
            <ul className={styles.list}>
              {unplanned.map(({ name, unplanned: count }) => (
                <li key={name} className={styles.refused}>
                  <KeyText value={name} />
                  <span className={styles.more}>
                    {count === undefined
                      ? t('remainsUnknown')
                      : isVersions
                        ? t('remainsVersions', { count })
                        : t('remainsCount', { count })}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {markers.length > 0 ? (
          <p className={styles.note}>
            {t('undoSentence', { count: markers.length })}{' '}
            {deleted.length > markers.length ? t('undoNot', { count: deleted.length - markers.length }) : ''}
          </p>
        ) : null}
      </div>
      <Group justify="flex-end" gap={8} mt={16}>
        {failed.length > 0 ? (
          <Button variant="default" color="red" onClick={() => onDelete(failed)}>
            {t('deleteRetry', { count: failed.length })}
          </Button>
        ) : null}
        {left.length > 0 ? (
          <Button variant="default" color="red" onClick={() => onDelete(left)}>
            {t('deleteLeft', { count: left.length })}
          </Button>
        ) : null}
        {unplanned.length > 0 && left.length === 0 ? (
          <Button variant="default" onClick={onPlanAnew}>
            {t('planAnew')}
          </Button>
        ) : null}
        {markers.length > 0 ? (
          <Button variant="default" onClick={onUndo}>
            {t('undo', { count: markers.length })}
          </Button>
        ) : null}
        <Button onClick={onClose} data-autofocus>
          {t('close')}
        </Button>
      </Group>
    </>
  );
}

interface UndoOutcomeProps {
  storage: StorageDriver;
  bucket: string;
  result: DeleteResult;
  onUndo: (doomed: readonly Doomed[]) => void;
  onClose: () => void;
}

/** Of an undo that did not bring all of it back. */
export function UndoOutcome({ storage, bucket, result, onUndo, onClose }: UndoOutcomeProps) {
  const t = useText('deleting');
  const { deleted, failed, left, ended } = result;
  return (
    <>
      <div className={styles.sections}>
        <p role="status">
          {t('undoVerdict', { deleted: deleted.length, failed: failed.length, left: left.length })}
        </p>
        {ended.by === 'error' ? <ErrorView error={ended.error} /> : null}
        {failed.length > 0 ? <RefusalList storage={storage} bucket={bucket} failed={failed} /> : null}
      </div>
      <Group justify="flex-end" gap={8} mt={16}>
        {failed.length + left.length > 0 ? (
          <Button variant="default" onClick={() => onUndo([...failed, ...left])}>
            {t('undoLeft', { count: failed.length + left.length })}
          </Button>
        ) : null}
        <Button onClick={onClose} data-autofocus>
          {t('close')}
        </Button>
      </Group>
    </>
  );
}
