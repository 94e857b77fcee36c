import { useText } from '../../components/text/language.ts';
import type { WantPolicy } from '../../storage/index.ts';
import type { KeyProblem } from './policy-draft.ts';
import styles from './upload-policy.module.css';

/** What a key is in our words, and its own name. */
export function KeyLabel({ name }: { name: keyof WantPolicy }) {
  const t = useText('want');
  return (
    <>
      {t(`key_${name}`)} <code className={styles.key}>{name}</code>
    </>
  );
}

/** What is wrong with a key: our sentence, and what the SDKs say. */
export function ProblemText({ problem: { problem, sdk } }: { problem: KeyProblem }) {
  const t = useText('want');
  return (
    <>
      {t(`problem_${problem}`)}
      {sdk === undefined ? null : (
        <span className={styles.sdk}>
          {t('sdkSays')} <code>{sdk}</code>
        </span>
      )}
    </>
  );
}
