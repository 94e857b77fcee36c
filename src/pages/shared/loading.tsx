import { Loader } from '@mantine/core';
import { useText } from '../../components/text/language.ts';
import styles from './loading.module.css';

/** For the short while until a page's code is there; says nothing for the first moments, so that nothing flashes. */
export function Loading({ label }: { label?: string }) {
  const t = useText('shell');
  return (
    <div role="status" className={styles.loading}>
      <Loader size="sm" type="dots" aria-hidden />
      <span className={styles.label}>{label ?? t('loading')}</span>
    </div>
  );
}
