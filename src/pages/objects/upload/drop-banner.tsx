import { IconUpload } from '@tabler/icons-react';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import styles from './upload.module.css';
import type { Dragging } from './use-drop.ts';

interface DropBannerProps {
  dragging: Dragging;
  bucket: string;
  prefix: string;
}

/** While files are over the list: where they will go. */
export function DropBanner({ dragging, bucket, prefix }: DropBannerProps) {
  const t = useText('objects');
  return (
    <div className={styles.overlay} data-over={dragging.over} aria-hidden>
      <div className={styles.banner}>
        <IconUpload size={18} aria-hidden />
        <span>{t('dropTo')}</span>
        <strong>
          <KeyText value={`${bucket}/${dragging.over === 'folder' ? dragging.prefix : prefix}`} />
        </strong>
      </div>
    </div>
  );
}
