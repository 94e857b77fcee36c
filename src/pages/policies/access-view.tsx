import { IconWorld } from '@tabler/icons-react';
import { useText } from '../../components/text/language.ts';
import { explainPolicy, isPublic, type Policy, type PolicySentence } from '../../storage/index.ts';
import styles from './access.module.css';
import policies from './policies.module.css';
import { isOfStrangers } from './policy-draft.ts';
import { Sentence } from './sentence.tsx';
import { Simulator } from './simulator.tsx';
import { type JumpProps, StatementLinks } from './statement-links.tsx';

interface AccessViewProps extends JumpProps {
  bucket: string;
  policy: Policy;
}

/** What the policy says, in sentences: who may do what, and a question to ask it. */
export function AccessView({ bucket, policy, onStatement }: AccessViewProps) {
  const t = useText('policy');
  const sentences = explainPolicy(policy, bucket);
  const { statements: open } = isPublic(policy);
  return (
    <div className={policies.view}>
      <section aria-label={t('sentencesTitle')}>
        <h2 className={styles.heading}>{t('sentencesTitle')}</h2>
        {sentences.length === 0 ? <p className={policies.dim}>{t('sentencesNone')}</p> : null}
        <ul className={styles.sentences}>
          {sentences.map((sentence, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no identity but their place
            <li key={index} className={styles.sentence}>
              <Effect sentence={sentence} isOpen={isOfStrangers(sentence, open)} />
              <span className={styles.words}>
                <Sentence sentence={sentence} />
              </span>
              <span className={policies.dim}>
                <StatementLinks statements={sentence.statements} onStatement={onStatement} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Simulator bucket={bucket} policy={policy} onStatement={onStatement} />
    </div>
  );
}

function Effect({ sentence: { effect }, isOpen }: { sentence: PolicySentence; isOpen: boolean }) {
  const t = useText('policy');
  return (
    <span className={styles.effect} data-effect={effect}>
      {t(effect === 'Deny' ? 'denied' : 'allowed')}
      {isOpen ? (
        <IconWorld size={14} className={styles.open} role="img" aria-label={t('isPublic')}>
          <title>{t('isPublic')}</title>
        </IconWorld>
      ) : null}
    </span>
  );
}
