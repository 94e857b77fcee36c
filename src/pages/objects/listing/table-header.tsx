import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useText } from '../../../components/text/language.ts';
import { type SortColumn, sortColumns } from '../../shared/paths.ts';
import { ColumnHeader, GridRow, RowGroup } from './grid-parts.tsx';
import styles from './objects-table.module.css';

interface TableHeaderProps {
  sort: SortColumn;
  desc: boolean;
  shape: { narrow: boolean; versions: boolean; meta: boolean; storageClass: boolean };
  chosen: 'none' | 'some' | 'all';
  onSort: (column: SortColumn) => void;
  onToggleAll: () => void;
}

export function TableHeader({ sort, desc, shape, chosen, onSort, onToggleAll }: TableHeaderProps) {
  const t = useText('objects');
  const { narrow, versions, meta, storageClass } = shape;
  const [name, ...others] = sortColumns;
  const column = (which: SortColumn) => (
    <SortHeader key={which} column={which} sorted={sort === which} desc={desc} onSort={onSort} />
  );
  return (
    <RowGroup className={styles.head}>
      <GridRow aria-rowindex={1} className={`${styles.row} ${styles.headRow}`}>
        <ColumnHeader className={styles.check}>
          <input
            type="checkbox"
            aria-label={t('selectAll')}
            checked={chosen === 'all'}
            ref={(box) => {
              if (box) box.indeterminate = chosen === 'some';
            }}
            onChange={onToggleAll}
          />
        </ColumnHeader>
        {column(name)}
        {narrow ? null : (
          <>
            {meta ? <ColumnHeader className={styles.class}>{t('column_meta')}</ColumnHeader> : null}
            {versions ? <ColumnHeader className={styles.class}>{t('column_version')}</ColumnHeader> : null}
            {others.map(column)}
            {storageClass ? <ColumnHeader className={styles.class}>{t('column_class')}</ColumnHeader> : null}
          </>
        )}
      </GridRow>
    </RowGroup>
  );
}

interface SortHeaderProps {
  column: SortColumn;
  sorted: boolean;
  desc: boolean;
  onSort: (column: SortColumn) => void;
}

function SortHeader({ column, sorted, desc, onSort }: SortHeaderProps) {
  const t = useText('objects');
  const Arrow = desc ? IconArrowDown : IconArrowUp;
  return (
    <ColumnHeader
      aria-sort={sorted ? (desc ? 'descending' : 'ascending') : 'none'}
      className={styles[column]}
    >
      <button type="button" className={styles.sort} onClick={() => onSort(column)}>
        {t(`column_${column}`)}
        {sorted ? <Arrow size={14} aria-hidden /> : null}
      </button>
    </ColumnHeader>
  );
}
