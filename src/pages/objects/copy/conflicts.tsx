import { Radio } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import styles from './copy.module.css';
import { KeyList } from './key-list.tsx';
import type { IfExists, PlanSummary } from './plan-summary.ts';

interface ConflictsProps extends Pick<PlanSummary, 'conflicts'> {
  /** There is but one key, and it stands above. */
  isAll: boolean;
  ifExists: IfExists;
  onIfExists: (ifExists: IfExists) => void;
  /** Whether the destination keeps versions, where that is known. */
  isVersionedThere: boolean | undefined;
}

/** What is in the way, and what to do with it: at first nothing is done. */
export function Conflicts({ conflicts, isAll, ifExists, onIfExists, isVersionedThere }: ConflictsProps) {
  const t = useText('copying');
  const count = conflicts.length;
  return (
    <div>
      <p className={styles.warning} role="alert">
        {t('exists', { count })}
      </p>
      {isAll ? null : <KeyList keys={conflicts.map(({ to }) => ({ key: to }))} />}
      <Radio.Group
        size="sm"
        mt={10}
        label={t('ifExists')}
        value={ifExists}
        onChange={(value) => onIfExists(value as IfExists)}
      >
        <div className={styles.radios}>
          <Radio size="xs" value="refuse" label={t('ifExists_refuse')} />
          <Radio size="xs" value="skip" label={t('ifExists_skip', { count })} />
          <Radio size="xs" value="replace" label={t('ifExists_replace', { count })} />
        </div>
      </Radio.Group>
      {ifExists === 'replace' ? (
        <p className={isVersionedThere ? styles.dim : styles.problem} role="status">
          {t(
            isVersionedThere === undefined
              ? 'replaceUnknown'
              : isVersionedThere
                ? 'replaceVersioned'
                : 'replaceForGood',
          )}
        </p>
      ) : null}
      {ifExists === 'refuse' ? <p className={styles.dim}>{t('blocked')}</p> : null}
    </div>
  );
}
