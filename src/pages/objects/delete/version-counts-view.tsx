import { formatBytes, formatExactBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import styles from './delete.module.css';
import type { VersionCounts } from './version-plan.ts';

const kinds = ['current', 'older', 'markers'] as const;

/** How many of each kind. */
export function VersionCountsView({ counts, bytes }: { counts: VersionCounts; bytes: number }) {
  const t = useText('deleting');
  const language = useLanguage();
  return (
    <dl className={styles.counts} aria-label={t('deleteCounts')}>
      {kinds.map((kind) => (
        <div key={kind}>
          <dt>{t(`deleteCount_${kind}`)}</dt>
          <dd>{counts[kind].toLocaleString(language)}</dd>
        </div>
      ))}
      <div>
        <dt>{t('deleteCount_bytes')}</dt>
        <dd title={formatExactBytes(bytes, language)}>{formatBytes(bytes, language)}</dd>
      </div>
    </dl>
  );
}
