import { Checkbox, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import type { IncompleteUpload, StorageDriver } from '../../storage/index.ts';
import { type RowActions, UploadRow } from './upload-row.tsx';
import { idOf, repeatedKeys } from './upload-rows.ts';
import styles from './uploads.module.css';

interface UploadsTableProps extends RowActions {
  storage: StorageDriver;
  bucket: string;
  rows: readonly IncompleteUpload[];
  selected: ReadonlySet<string>;
  sentHere: ReadonlySet<string>;
  newest: boolean;
  onSelectAll: (selected: boolean) => void;
  onSort: () => void;
}

/** Only the rows in sight are drawn, and only these ask for their sizes. The page itself is what scrolls. */
export function UploadsTable(props: UploadsTableProps) {
  const { rows, selected, sentHere, newest } = props;
  const t = useText('uploads');
  const narrow = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const table = useRef<HTMLTableElement>(null);
  const repeated = useMemo(() => repeatedKeys(rows), [rows]);
  const initiators = useMemo(() => rows.some(({ initiator }) => initiator !== undefined), [rows]);
  const [offset, setOffset] = useState(0);
  // What stands above the table comes and goes.
  useLayoutEffect(() => {
    const scroller = scrollerOf(table.current);
    if (!table.current || !scroller) return;
    const top = table.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    setOffset(Math.round(top + scroller.scrollTop));
  });
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollerOf(table.current),
    estimateSize: () => (narrow ? 56 : 37),
    getItemKey: (index) => {
      const upload = rows[index];
      return upload ? idOf(upload) : index;
    },
    scrollMargin: offset,
    overscan: 8,
  });
  const shown = virtualizer.getVirtualItems();
  const before = (shown[0]?.start ?? offset) - offset;
  const after = virtualizer.getTotalSize() - ((shown.at(-1)?.end ?? offset) - offset);
  const choosable = rows.filter(({ key }) => !sentHere.has(key)).length;
  const Arrow = newest ? IconArrowDown : IconArrowUp;
  const startedHead = (
    <button type="button" onClick={props.onSort}>
      {t('columnStarted')}
      <Arrow size={14} aria-hidden />
    </button>
  );
  const sort = newest ? 'descending' : 'ascending';
  return (
    <table ref={table} className={styles.table} aria-label={t('table')} aria-rowcount={rows.length + 1}>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className={styles.check}>
            <Checkbox
              size="xs"
              aria-label={t('selectAll')}
              checked={choosable > 0 && selected.size === choosable}
              indeterminate={selected.size > 0 && selected.size < choosable}
              disabled={choosable === 0}
              onChange={(event) => props.onSelectAll(event.currentTarget.checked)}
            />
          </th>
          {narrow ? (
            <th scope="col" className={styles.key} aria-sort={sort}>
              {startedHead}
            </th>
          ) : (
            <>
              <th scope="col" className={styles.key}>
                {t('columnKey')}
              </th>
              <th scope="col" className={styles.started} aria-sort={sort}>
                {startedHead}
              </th>
              {initiators ? (
                <th scope="col" className={styles.initiator}>
                  {t('columnInitiator')}
                </th>
              ) : null}
              <th scope="col" className={styles.parts}>
                {t('columnParts')}
              </th>
              <th scope="col" className={styles.size}>
                {t('columnSize')}
              </th>
            </>
          )}
          <th scope="col" className={styles.actions}>
            <span className="visually-hidden">{t('columnActions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {before > 0 ? <tr style={{ height: before }} aria-hidden /> : null}
        {shown.map(({ index, key }) => {
          const upload = rows[index];
          if (!upload) return null;
          const isSelected = selected.has(idOf(upload));
          return (
            <tr
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              data-selected={isSelected}
              aria-rowindex={index + 2}
            >
              <UploadRow
                storage={props.storage}
                bucket={props.bucket}
                upload={upload}
                selected={isSelected}
                repeated={repeated.has(upload.key)}
                sentHere={sentHere.has(upload.key)}
                narrow={narrow}
                initiators={initiators}
                onSelect={props.onSelect}
                onResume={props.onResume}
                onAbort={props.onAbort}
              />
            </tr>
          );
        })}
        {after > 0 ? <tr style={{ height: after }} aria-hidden /> : null}
      </tbody>
    </table>
  );
}

/** The nearest ancestor that scrolls. */
function scrollerOf(element: Element | null): HTMLElement | null {
  for (let parent = element?.parentElement ?? null; parent; parent = parent.parentElement) {
    const { overflowY } = getComputedStyle(parent);
    if (overflowY === 'auto' || overflowY === 'scroll') return parent;
  }
  return null;
}

/** The shape of what comes. */
export function UploadsSkeleton() {
  const t = useText('uploads');
  return (
    <div role="status" aria-label={t('loading')} className={styles.skeleton}>
      {[42, 30, 55, 36, 48].map((width) => (
        <div key={width} className={styles.skeletonRow}>
          <Skeleton height={12} width={`${width}%`} radius={3} />
          <Skeleton height={12} width={96} radius={3} />
        </div>
      ))}
    </div>
  );
}
