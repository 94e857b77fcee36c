import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CopyButton } from '../../../components/copy-button.tsx';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import styles from './detail.module.css';

interface DrawerHeadProps {
  bucket: string;
  objectKey: string;
  versionId: string | undefined;
}

/** What is open: the name, where it is, and which version where it is not the current one. */
export function DrawerHead({ bucket, objectKey, versionId }: DrawerHeadProps) {
  const t = useText('detail');
  // Not as a file would be called: what a name hides must be seen here. A folder's own object ends in a slash.
  const at = objectKey.lastIndexOf('/', objectKey.length - 2) + 1;
  return (
    <div className={styles.head}>
      <div className={styles.name}>
        <Drawer.Title className={styles.title}>
          <KeyText value={objectKey.slice(at)} />
        </Drawer.Title>
        {/* No Drawer.Header: a second header element on the page would be a second banner. */}
        <Drawer.CloseButton aria-label={t('close')} />
      </div>
      <div className={styles.place}>
        <KeyText value={`${bucket}/${objectKey.slice(0, at)}`} />
      </div>
      {versionId === undefined ? null : (
        <div className={styles.version} role="status">
          <span>{t('oneVersion')}</span>
          <span className={styles.versionId}>{versionId}</span>
          <CopyButton value={versionId} label={t('copy', { name: t('property_version') })} />
          <Link to="." search={(search) => ({ ...search, version: undefined })} className={styles.toCurrent}>
            {t('toCurrent')}
          </Link>
        </div>
      )}
    </div>
  );
}
