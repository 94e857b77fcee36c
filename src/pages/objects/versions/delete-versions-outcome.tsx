import { Button, Group } from '@mantine/core';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import { rowId } from '../listing/listed-entry.ts';
import type { VersionsDeleted } from './version-plan.ts';
import styles from './versions.module.css';

interface DeleteVersionsOutcomeProps {
  result: VersionsDeleted;
  onDeleteLeft: () => void;
  onClose: () => void;
}

const shownAtMost = 200;

/** What has gone, what was refused and in which words, and what was not reached. */
export function DeleteVersionsOutcome({ result, onDeleteLeft, onClose }: DeleteVersionsOutcomeProps) {
  const t = useText('versions');
  const { deleted, failed, left, ended } = result;
  return (
    <>
      <p role="status">
        {t('verdict', { deleted: deleted.length, failed: failed.length, left: left.length })}
      </p>
      {ended.by === 'error' ? <ErrorView error={ended.error} /> : null}
      {failed.length > 0 ? (
        <>
          <p className={styles.more}>{t('refused', { count: failed.length })}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled by keyboard too */}
          <ul className={styles.list} aria-label={t('refusedList')} tabIndex={0}>
            {failed.slice(0, shownAtMost).map((version) => (
              <li key={rowId(version)}>
                <span className={styles.named}>
                  <KeyText value={version.key} />
                  <code className={styles.id}>{version.versionId}</code>
                </span>
                <span className={styles.refusal}>
                  {version.code === 'not-confirmed'
                    ? t('unconfirmed')
                    : [version.code, version.message].filter(Boolean).join(': ')}
                </span>
              </li>
            ))}
          </ul>
          {failed.length > shownAtMost ? (
            <p className={styles.more}>{t('andMore', { count: failed.length - shownAtMost })}</p>
          ) : null}
          <p className={styles.more}>{t('refusedCure')}</p>
        </>
      ) : null}
      <Group justify="flex-end" gap={8} mt={16}>
        {left.length > 0 ? (
          <Button variant="default" color="red" onClick={onDeleteLeft}>
            {t('deleteLeft', { count: left.length })}
          </Button>
        ) : null}
        <Button onClick={onClose} data-autofocus>
          {t('close')}
        </Button>
      </Group>
    </>
  );
}
