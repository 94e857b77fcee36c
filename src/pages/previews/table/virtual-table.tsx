import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useText } from '../../../components/text/language.ts';
import styles from '../previews.module.css';
import { columnWidths } from './column-widths.ts';
import tableStyles from './table.module.css';

interface VirtualTableProps {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Only the rows in view are in the document. Cells are text, whatever they hold. */
export function VirtualTable({ columns, rows }: VirtualTableProps) {
  const t = useText('previews');
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 12,
  });
  const widths = useMemo(() => columnWidths(columns, rows), [columns, rows]);
  const grid = {
    gridTemplateColumns: `${String(rows.length).length + 3}ch ${widths.map((width) => `${width}ch`).join(' ')}`,
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reached by keyboard
    <section ref={scroller} className={styles.pane} tabIndex={0} aria-label={t('content')}>
      <table
        className={tableStyles.table}
        aria-label={t('table')}
        aria-rowcount={rows.length + 1}
        data-testid="preview-table"
      >
        <thead className={tableStyles.head}>
          <tr className={tableStyles.row} style={grid} aria-rowindex={1}>
            <th scope="col" className={tableStyles.number}>
              {t('rowNumber')}
            </th>
            {columns.map((name, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns may be named alike
              <th key={at} scope="col" title={name}>
                {name || t('noName')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={tableStyles.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ key, index, start }) => (
            <tr
              key={key}
              aria-rowindex={index + 2}
              className={tableStyles.row}
              style={{ ...grid, transform: `translateY(${start}px)` }}
            >
              <td className={tableStyles.number}>{index + 1}</td>
              {columns.map((_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
                <td key={at} title={rows[index]?.[at]}>
                  <bdi>{rows[index]?.[at]}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
