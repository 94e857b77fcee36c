import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import { type NotificationTargets, StorageError } from '../../storage/index.ts';
import styles from './notifications.module.css';
import type { NotificationRule } from './overlaps.ts';
import { isTarget } from './rule-form.ts';

interface UnknownTargetsProps {
  error: unknown;
  rules: readonly NotificationRule[];
  targets: NotificationTargets | undefined;
}

/** What mostly lies behind a refusal of rules: servers do not say which target they do not know. */
export function UnknownTargets({ error, rules, targets }: UnknownTargetsProps) {
  const t = useText('notifications');
  if (!(error instanceof StorageError) || error.code !== 'invalid-argument') return null;
  if (error.serviceCode === 'UnsupportedNotification') return <p>{t('queuesOnly')}</p>;
  const arns = new Set(rules.map(({ arn }) => arn));
  const unknown = [...arns].filter((arn) => targets === undefined || !isTarget(arn, targets));
  if (unknown.length === 0) return null;
  return (
    <section aria-label={t('arn')} className={styles.unknown}>
      <p>{t(targets === undefined ? 'targetsToCheck' : 'targetsUnknown')}</p>
      <ul>
        {unknown.map((arn) => (
          <li key={arn}>
            <KeyText value={arn} />
          </li>
        ))}
      </ul>
    </section>
  );
}
