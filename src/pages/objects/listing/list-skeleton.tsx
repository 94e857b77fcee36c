import { useText } from '../../../components/text/language.ts';
import styles from './list-skeleton.module.css';

const widths = ['38%', '22%', '30%', '26%', '44%', '19%', '34%', '28%', '40%', '24%', '31%', '21%'];

/** In the shape of the rows that come. */
export function ListSkeleton({ narrow }: { narrow: boolean }) {
  const t = useText('objects');
  return (
    <div role="status" aria-label={t('loading')} className={styles.skeleton} data-narrow={narrow}>
      {['0', ...widths].map((width) => (
        <div key={width} className={styles.row}>
          <div className={styles.bar} style={{ width }} />
        </div>
      ))}
    </div>
  );
}
