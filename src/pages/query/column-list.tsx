import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import type { KnownColumn } from './guess-input.ts';
import styles from './query.module.css';

interface ColumnListProps {
  columns: readonly KnownColumn[];
  onInsert: (name: string) => void;
}

/** Columns that have a button: files with thousands of them exist. */
const most = 60;

/** The columns of the object, as far as they are known; a press writes one into the query. */
export function ColumnList({ columns, onInsert }: ColumnListProps) {
  const t = useText('query');
  const hidden = columns.length - most;
  return (
    <section className={styles.columns} aria-label={t('columns')}>
      <h2 className={styles.label}>{t('columns')}</h2>
      {columns.length === 0 ? <p className={styles.help}>{t('noColumns')}</p> : null}
      <ul className={styles.columnNames}>
        {columns.slice(0, most).map(({ name, example }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
          <li key={index}>
            <button
              type="button"
              className={styles.column}
              aria-label={t('insertColumn', { name })}
              title={example ? t('columnExample', { example: example.slice(0, 80) }) : undefined}
              onClick={() => onInsert(name)}
            >
              <KeyText value={name} />
            </button>
          </li>
        ))}
        {hidden > 0 ? <li className={styles.help}>{t('moreColumns', { count: hidden })}</li> : null}
      </ul>
    </section>
  );
}
