import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useText } from '../../../components/text/language.ts';
import { type SortColumn, sortColumns } from '../../shared/paths.ts';
import { ColumnHeader, GridRow, RowGroup } from './grid-parts.tsx';
import styles from './objects-table.module.css';

interface TableHeaderProps {
  sort: SortColumn;
  desc: boolean;
  narrow: boolean;
  chosen: 'none' | 'some' | 'all';
  onSort: (column: SortColumn) => void;
  onToggleAll: () => void;
}

export function TableHeader({ sort, desc, narrow, chosen, onSort, onToggleAll }: TableHeaderProps) {
  const t = useText('objects');
  const columns = narrow ? (['name'] as const) : sortColumns;
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
        {columns.map((column) => (
          <ColumnHeader
            key={column}
            aria-sort={sort === column ? (desc ? 'descending' : 'ascending') : 'none'}
            className={styles[column]}
          >
            <button type="button" className={styles.sort} onClick={() => onSort(column)}>
              {t(`column_${column}`)}
              {sort === column ? (
                desc ? (
                  <IconArrowDown size={14} aria-hidden />
                ) : (
                  <IconArrowUp size={14} aria-hidden />
                )
              ) : null}
            </button>
          </ColumnHeader>
        ))}
        {narrow ? null : <ColumnHeader className={styles.class}>{t('column_class')}</ColumnHeader>}
      </GridRow>
    </RowGroup>
  );
}
