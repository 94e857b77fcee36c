import { useText } from '../../../components/text/language.ts';
import type { ListedVersion } from './listed-entry.ts';
import { shortVersionId } from './short-version-id.ts';
import styles from './version-mark.module.css';

/** Which version it is: the latest, an older one or a delete marker, and the beginning of its id. */
export function VersionMark({ version }: { version: ListedVersion }) {
  const t = useText('objects');
  const { versionId, isLatest, isDeleteMarker } = version;
  return (
    <span className={styles.mark}>
      {isDeleteMarker ? (
        <span className={styles.badge} data-kind="deleted">
          {t('deleteMarker')}
        </span>
      ) : null}
      {isLatest && !isDeleteMarker ? (
        <span className={styles.badge} data-kind="latest">
          {t('latest')}
        </span>
      ) : null}
      <code className={styles.id} title={versionId === 'null' ? t('nullVersion') : versionId}>
        {shortVersionId(versionId)}
      </code>
    </span>
  );
}
