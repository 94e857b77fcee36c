import { formatBytes, formatDuration, formatExactBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { WantPolicy } from '../../../storage/index.ts';
import styles from './policy-facts.module.css';
import { lifeOf, type PolicyRow, policyRows } from './policy-rows.ts';
import { useSeconds } from './use-seconds.ts';

interface PolicyFactsProps {
  /** Absent: the text is none that could be followed. */
  policy: WantPolicy | undefined;
  /** The JSON as it was signed. */
  text: string;
}

/** What a policy allows, key by key. Needs the texts of `wantPolicy`. */
export function PolicyFacts({ policy, text }: PolicyFactsProps) {
  const t = useText('wantPolicy');
  return (
    <div className={styles.policy}>
      {policy ? (
        <dl className={styles.facts}>
          {policyRows(policy).map((row) => (
            <div key={row.key}>
              <dt>
                {t(`name_${row.key}`)} <code>{row.key}</code>
              </dt>
              <dd>
                <Value row={row} />
                <span className={styles.meaning}>{t(`meaning_${row.meaning}`)}</span>
                {row.hasVariables ? <span className={styles.meaning}>{t('variables')}</span> : null}
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className={styles.meaning}>{t('unreadable')}</p>
      )}
      <details className={styles.signed} open={policy === undefined}>
        <summary>{t('signed')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
        <pre tabIndex={0}>{text}</pre>
      </details>
    </div>
  );
}

function Value({ row: { key, value } }: { row: PolicyRow }) {
  const t = useText('wantPolicy');
  const language = useLanguage();
  if (typeof value === 'string') return <code className={styles.value}>{value}</code>;
  if (key === 'expiration') return <Expiry expiration={value} />;
  if (key === 'sizeLimit') {
    return (
      <span className={styles.value}>
        {formatBytes(value, language)} <i>({formatExactBytes(value, language)})</i>
      </span>
    );
  }
  return <span className={styles.value}>{t(value === 1 ? 'yes' : 'no')}</span>;
}

/** `expiration`: Unix ms, or -1. What is left of it runs on. */
function Expiry({ expiration }: { expiration: number }) {
  const t = useText('wantPolicy');
  const language = useLanguage();
  const life = lifeOf(expiration, useSeconds() * 1000);
  if (life.state === 'never') return <span className={styles.value}>{t('never')}</span>;
  const time = new Date(expiration);
  const isKnown = !Number.isNaN(time.getTime());
  return (
    <span className={styles.value} data-over={life.state === 'over'}>
      {isKnown ? (
        <time dateTime={time.toISOString()} title={time.toISOString()}>
          {time.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium' })}
        </time>
      ) : (
        expiration
      )}
      {' · '}
      <b>{t(life.state, { time: formatDuration(life.seconds, language) })}</b>
    </span>
  );
}
