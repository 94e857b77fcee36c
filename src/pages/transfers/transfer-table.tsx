import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useText } from '../../components/text/language.ts';
import type { Transfer } from '../../storage/index.ts';
import { TransferRow } from './transfer-row.tsx';
import styles from './transfer-table.module.css';
import type { TransferAction } from './transfer-view.ts';

interface TransferTableProps {
  transfers: readonly Transfer[];
  onAction: (action: TransferAction, transfer: Transfer) => void;
}

/** Only the rows in view are in the document; a failed one is as tall as its sentence and cure. */
export function TransferTable({ transfers, onAction }: TransferTableProps) {
  const t = useText('transfers');
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: transfers.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 53,
    getItemKey: (index) => transfers[index]?.id ?? index,
    overscan: 8,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reached by keyboard
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={t('title')}>
      <table aria-label={t('table')} aria-rowcount={transfers.length + 1} className={styles.table}>
        <thead className={styles.head}>
          <tr aria-rowindex={1} className={styles.row}>
            <th scope="col" className={styles.key}>
              {t('columnKey')}
            </th>
            <th scope="col" className={styles.size}>
              {t('columnSize')}
            </th>
            <th scope="col" className={styles.state}>
              {t('columnState')}
            </th>
            <th scope="col" className={styles.actions}>
              {t('columnActions')}
            </th>
          </tr>
        </thead>
        <tbody className={styles.body} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const transfer = transfers[item.index];
            return (
              transfer && (
                <tr
                  key={item.key}
                  ref={rows.measureElement}
                  data-index={item.index}
                  aria-rowindex={item.index + 2}
                  className={styles.row}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <TransferRow transfer={transfer} onAction={onAction} />
                </tr>
              )
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
