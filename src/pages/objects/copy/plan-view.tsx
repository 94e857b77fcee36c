import { IconArrowNarrowRight } from '@tabler/icons-react';
import { KeyText } from '../../../components/key-text.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { formatBytes, formatExactBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { Conflicts } from './conflicts.tsx';
import styles from './copy.module.css';
import type { CopyNote } from './copy-notes.ts';
import { KeyList } from './key-list.tsx';
import type { IfExists, PlanSummary } from './plan-summary.ts';
import type { LivePlan } from './use-plan.ts';

interface PlanViewProps {
  live: LivePlan;
  summary: PlanSummary | undefined;
  isRename: boolean;
  /** What was found so far, while folders are still being listed. */
  found: { count: number; bytes: number } | undefined;
  ifExists: IfExists;
  onIfExists: (ifExists: IfExists) => void;
  isVersionedThere: boolean | undefined;
  notes: readonly CopyNote[];
}

const samples = 4;

/** What the button would do: how much, from where to where, what is in the way and what cannot go. */
export function PlanView(props: PlanViewProps) {
  const { live, summary, isRename, found, ifExists, onIfExists, isVersionedThere, notes } = props;
  const t = useText('copying');
  const language = useLanguage();
  if (found) {
    return (
      <section className={styles.plan} aria-label={t('plan')}>
        <p role="status">{t('found', { count: found.count, bytes: formatBytes(found.bytes, language) })}</p>
        <ProgressBar label={t('counting')} />
      </section>
    );
  }
  const { plan, isSettled, unlooked } = live;
  if (!plan || !summary) return null;
  const isSame = plan.pairs.length === 0 && plan.refused.every(({ problem }) => problem === 'same-key');
  if (isSame) {
    const stay = isRename ? 'sameName' : 'stay';
    return <p className={styles.dim}>{t(plan.refused.length === 0 ? 'nothingInside' : stay)}</p>;
  }
  return (
    <section className={styles.plan} aria-label={t('plan')} aria-busy={!isSettled}>
      {plan.pairs.length > 0 ? (
        <>
          <p className={styles.total} title={formatExactBytes(plan.bytes, language)}>
            {t('total', { count: plan.pairs.length, bytes: formatBytes(plan.bytes, language) })}
            {isSettled ? null : (
              <span className={styles.looking} role="status">
                {t('looking')}
              </span>
            )}
          </p>
          <ul className={styles.pairs} aria-label={t('pairs')}>
            {plan.pairs.slice(0, samples).map(({ from, to }) => (
              <li key={from}>
                <span>
                  <span className="visually-hidden">{t('from')} </span>
                  <KeyText value={from} />
                </span>
                <IconArrowNarrowRight size={16} aria-hidden />
                <span>
                  <span className="visually-hidden">{t('to')} </span>
                  {plan.destination.bucket === plan.bucket ? null : (
                    <span className={styles.dim}>{plan.destination.bucket} / </span>
                  )}
                  <KeyText value={to} />
                </span>
              </li>
            ))}
          </ul>
          {plan.pairs.length > samples ? (
            <p className={styles.dim}>{t('andMore', { count: plan.pairs.length - samples })}</p>
          ) : null}
        </>
      ) : null}
      {plan.refused.length > 0 ? (
        <div>
          <p className={styles.problem} role="alert">
            {t('refused', { count: plan.refused.length })}
          </p>
          <KeyList
            keys={plan.refused.map(({ from, problem }) => ({ key: from, reason: t(`refusal_${problem}`) }))}
          />
        </div>
      ) : null}
      {unlooked ? (
        <p className={styles.warning}>
          {t('unlooked')}. {t('unlookedSentence')}
        </p>
      ) : null}
      {summary.conflicts.length > 0 ? (
        <Conflicts
          conflicts={summary.conflicts}
          isAll={plan.pairs.length === 1}
          ifExists={ifExists}
          onIfExists={onIfExists}
          isVersionedThere={isVersionedThere}
        />
      ) : null}
      {plan.pairs.length > 0 ? (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <li key={note} data-strong={note === 'hidden' || note.startsWith('noLock') || undefined}>
              {t(`note_${note}`)}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
