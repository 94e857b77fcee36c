import { useText } from '../../components/text/language.ts';
import type { PolicySentence } from '../../storage/index.ts';
import styles from './policies.module.css';
import type { PolicyChange } from './policy-draft.ts';
import { Sentence } from './sentence.tsx';

/** What a change does, in words, before it is saved. */
export function ChangeNotice({ change }: { change: PolicyChange }) {
  const t = useText('policy');
  return (
    <div className={styles.notice}>
      <Part title={t('becomesPublic')} sentences={change.becomesPublic} />
      <Part title={t('accessEnds')} sentences={change.accessEnds} />
      <Part title={t('barsEnd')} sentences={change.barsEnd} />
      {change.locksOut ? <p>{t('locksOut')}</p> : null}
    </div>
  );
}

function Part({ title, sentences }: { title: string; sentences: readonly PolicySentence[] }) {
  if (sentences.length === 0) return null;
  return (
    <div>
      <p className={styles.strong}>{title}</p>
      <ul className={styles.list}>
        {sentences.map((sentence, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no identity but their place
          <li key={index}>
            <Sentence sentence={sentence} />
          </li>
        ))}
      </ul>
    </div>
  );
}
