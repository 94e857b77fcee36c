import { IconLock, IconWorld } from '@tabler/icons-react';
import { useText } from '../../components/text/language.ts';
import { isPublic, type Policy } from '../../storage/index.ts';
import styles from './access.module.css';
import policies from './policies.module.css';
import { type JumpProps, useStatementNumbers } from './statement-links.tsx';
import { createSlots } from './text-with-nodes.tsx';

interface VerdictProps extends JumpProps {
  /** Undefined while the draft cannot be read. */
  policy: Policy | undefined;
  /** What the server has; undefined where it cannot be read. */
  stored: Policy | undefined;
}

/** Whether the draft lets strangers in, and by what; servers' own answers to this are not reliable. */
export function Verdict({ policy, stored, onStatement }: VerdictProps) {
  const t = useText('policy');
  const numbersOf = useStatementNumbers(onStatement);
  if (policy === undefined) return <p className={styles.verdict}>{t('verdictUnknown')}</p>;
  const slots = createSlots();
  const { isPublic: isOpen, statements } = isPublic(policy);
  const wasOpen = stored && isPublic(stored).isPublic;
  const Icon = isOpen ? IconWorld : IconLock;
  return (
    <section className={styles.verdict} aria-label={t('verdict')}>
      <p className={styles.badge} data-tone={isOpen ? 'open' : 'closed'}>
        <Icon size={16} aria-hidden />
        {t(isOpen ? 'isPublic' : 'notPublic')}
      </p>
      <div className={styles.reason}>
        <p>
          {isOpen
            ? slots.render(t('publicSentence', { numbers: numbersOf(statements, slots) }))
            : t(policy.statements.length === 0 ? 'noPolicy' : 'notPublicSentence')}
        </p>
        {wasOpen !== undefined && wasOpen !== isOpen ? (
          <p className={policies.dim}>{t(wasOpen ? 'stillPublic' : 'notYetPublic')}</p>
        ) : null}
      </div>
    </section>
  );
}
