import { CopyButton } from '../../components/copy-button.tsx';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import type { Cell } from './cells.ts';
import styles from './result-table.module.css';

interface ValueViewProps {
  /** Absent: nothing is chosen. */
  place: { row: number; column: string } | undefined;
  /** Absent: the row has no such column. */
  cell: Cell | undefined;
}

/** Characters that are drawn: a value can be as large as the server's rows. Copying takes all. */
const drawn = 20_000;

/** One value, all of it. */
export function ValueView({ place, cell }: ValueViewProps) {
  const t = useText('query');
  if (!place) return <p className={styles.hint}>{t('valueHint')}</p>;
  return (
    <section className={styles.value} aria-label={t('value')}>
      <p className={styles.valueHead}>
        <span className={styles.valueAt}>
          <KeyText value={t('valueAt', { row: place.row + 1, column: place.column })} />
        </span>
        <span className={styles.kind}>{cell ? t(`kind_${cell.kind}`) : t('missing')}</span>
        {cell && cell.text !== '' ? <CopyButton value={cell.text} label={t('copyValue')} /> : null}
      </p>
      {cell ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keyboard
        <pre className={styles.valueText} tabIndex={0}>
          {cell.text === '' ? (
            <span className={styles.dim}>{t('emptyText')}</span>
          ) : (
            <KeyLines text={cell.text.slice(0, drawn)} />
          )}
        </pre>
      ) : null}
    </section>
  );
}

/** Its own lines stay lines. */
function KeyLines({ text }: { text: string }) {
  return text.split('\n').map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
    <div key={index}>{line === '' ? '\u00a0' : <KeyText value={line} />}</div>
  ));
}
