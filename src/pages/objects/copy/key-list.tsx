import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import styles from './copy.module.css';

interface KeyListProps {
  keys: readonly { key: string; reason?: string; detail?: string }[];
}

const shownAtMost = 100;

/** Keys, each with what is to be said of it. */
export function KeyList({ keys }: KeyListProps) {
  const t = useText('copying');
  return (
    <>
      <ul className={styles.list} tabIndex={keys.length > 4 ? 0 : undefined}>
        {keys.slice(0, shownAtMost).map(({ key, reason, detail }) => (
          <li key={key}>
            <KeyText value={key} />
            {reason === undefined ? null : (
              <span className={styles.dim} title={detail}>
                {reason}
              </span>
            )}
          </li>
        ))}
      </ul>
      {keys.length > shownAtMost ? (
        <p className={styles.dim}>{t('andMore', { count: keys.length - shownAtMost })}</p>
      ) : null}
    </>
  );
}
