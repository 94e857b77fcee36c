import { KeyText } from '../../../components/key-text.tsx';
import { formatBytes, formatExactBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import styles from './batch.module.css';
import type { KeyPlan } from './plan-keys.ts';

interface PlanSummaryProps {
  plan: KeyPlan;
  folders: readonly string[];
}

const samples = 4;

/** What the act is about: the chosen folders, how much there is in all, and the first keys. */
export function PlanSummary({ plan, folders }: PlanSummaryProps) {
  const t = useText('protection');
  const language = useLanguage();
  const count = plan.keys.length;
  return (
    <div>
      {folders.length > 0 ? (
        <>
          <p>{t('folders', { count: folders.length })}</p>
          <KeyList keys={folders} label={t('folders', { count: folders.length })} />
        </>
      ) : null}
      <p className={styles.total} title={formatExactBytes(plan.bytes, language)}>
        {t('total', { count, bytes: formatBytes(plan.bytes, language) })}
      </p>
      <KeyList keys={plan.keys.slice(0, samples)} label={t('chosen')} />
      {count > samples ? <p className={styles.more}>{t('andMore', { count: count - samples })}</p> : null}
    </div>
  );
}

function KeyList({ keys, label }: { keys: readonly string[]; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <ul className={styles.list} aria-label={label} tabIndex={0}>
      {keys.map((key) => (
        <li key={key}>
          <KeyText value={key} middleEllipsis />
        </li>
      ))}
    </ul>
  );
}
