import { Bytes } from '../../../components/bytes.tsx';
import { KeyText } from '../../../components/key-text.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { useText } from '../../../components/text/language.ts';
import type { ListedVersion } from '../listing/listed-entry.ts';
import styles from './versions.module.css';

/** A version by all that tells it from others: what is done to it cannot be undone everywhere. */
export function VersionName({ version }: { version: ListedVersion }) {
  const t = useText('objects');
  const { key, versionId, isDeleteMarker, isLatest, size, lastModified } = version;
  return (
    <span className={styles.named}>
      <KeyText value={key} />
      <span className={styles.which}>
        <code className={styles.id}>{versionId}</code>
        {isDeleteMarker ? <span>{t('deleteMarker')}</span> : <Bytes value={size} />}
        {isLatest && !isDeleteMarker ? <span>{t('latest')}</span> : null}
        <RelativeTime time={lastModified} />
      </span>
    </span>
  );
}
