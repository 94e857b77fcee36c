import { KeyText } from '../../../components/key-text.tsx';
import styles from './rules.module.css';

/** A few words, and what they are about where that comes from outside. */
export interface Phrase {
  words: string;
  /** A key, a tag, a class … as it is. */
  value?: string;
}

/** What a rule says, one thing a line. */
export function Phrases({ phrases }: { phrases: readonly Phrase[] }) {
  return (
    <ul className={styles.phrases}>
      {phrases.map(({ words, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: phrases have no identity but their place
        <li key={index}>
          {words}
          {value === undefined ? null : (
            <>
              {' '}
              <code className={styles.code}>
                <KeyText value={value} />
              </code>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
