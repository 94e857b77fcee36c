import { Link } from '@tanstack/react-router';
import { useText } from '../../components/text/language.ts';
import type { OpenConnection } from '../shared/connections.ts';
import { paths } from '../shared/paths.ts';
import styles from './ways.module.css';

export function OpenConnections({ connections }: { connections: readonly OpenConnection[] }) {
  const t = useText('connect');
  if (connections.length === 0) return null;
  return (
    <section>
      <h2 className={styles.title}>{t('open')}</h2>
      <ul className={styles.list}>
        {connections.map(({ connectionId, profile }) => (
          <li key={connectionId} className={styles.row}>
            <Link {...paths.buckets.link({ connectionId })} className={styles.way}>
              <span className={styles.name}>{profile.name}</span>
              <span className={styles.endpoint}>{profile.endpoint}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
