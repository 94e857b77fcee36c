import { IconAlertTriangle } from '@tabler/icons-react';
import { useText } from '../../components/text/language.ts';
import { useEventWord } from '../shared/bucket-events/event-words.ts';
import styles from './notifications.module.css';
import type { NotificationRule, Overlap } from './overlaps.ts';
import { shortArn } from './rule-form.ts';

interface OverlapListProps {
  rules: readonly NotificationRule[];
  overlaps: readonly Overlap[];
  /** The place of the rule that is being edited, which is called so. */
  edited?: number;
}

/** What two rules have in common that a server refuses, or that a person may not want. Nothing where there is none. */
export function OverlapList({ rules, overlaps, edited }: OverlapListProps) {
  const t = useText('notifications');
  const eventWord = useEventWord();
  if (overlaps.length === 0) return null;
  const nameOf = (place: number) =>
    place === edited
      ? t('thisRule')
      : t('ruleName', { number: place + 1, target: shortArn(rules[place]?.arn ?? '') });
  return (
    <section className={styles.overlaps} role="status" aria-label={t('overlaps')}>
      <IconAlertTriangle size={16} aria-hidden />
      <ul>
        {overlaps.map(({ rules: [first, second], kind, event }) => (
          <li key={`${first} ${second}`}>
            {t(`overlap_${kind}`, {
              // The sentence begins with a name, which `this rule` is not.
              first: nameOf(first === edited ? second : first),
              second: nameOf(first === edited ? first : second),
              event: eventWord(event),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
