import { ActionIcon, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp, IconDatabase, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { KeyText } from '../../components/key-text.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useText } from '../../components/text/language.ts';
import type { Bucket } from '../../storage/index.ts';
import { useConnection } from '../shared/connection.tsx';
import { type BucketsSearch, bucketColumns, paths } from '../shared/paths.ts';
import styles from './bucket-table.module.css';

type Column = (typeof bucketColumns)[number];

interface BucketTableProps {
  rows: readonly Bucket[];
  search: BucketsSearch;
  /** Just created: shown and marked. */
  fresh?: string;
  onSort: (column: Column) => void;
  onDelete: (bucket: string) => void;
}

/** Pixels, as in the stylesheet; on narrow screens the time stands under the name. */
const rowHeight = 36;
const narrowRowHeight = 48;

/** Only the rows in sight are drawn: accounts with ten thousand buckets exist. */
export function BucketTable({ rows, search, fresh, onSort, onDelete }: BucketTableProps) {
  const t = useText('buckets');
  const { connectionId, storage } = useConnection();
  const narrow = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? narrowRowHeight : rowHeight),
    overscan: 12,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are measured anew when they change their height
  useLayoutEffect(() => virtualizer.measure(), [narrow, virtualizer]);
  const shown = virtualizer.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (shown.at(-1)?.end ?? 0);

  useEffect(() => {
    const index = fresh === undefined ? -1 : rows.findIndex(({ name }) => name === fresh);
    if (index >= 0) virtualizer.scrollToIndex(index);
  }, [fresh, rows, virtualizer]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const row = (event.target as Element).closest('tr[data-bucket]');
    if (!row) return;
    if (event.key === 'Delete') {
      event.preventDefault();
      onDelete(row.getAttribute('data-bucket') ?? '');
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
    next?.querySelector('a')?.focus();
  };

  return (
    <div ref={scroller} className={styles.scroller}>
      <table className={styles.table} aria-rowcount={rows.length + 1} onKeyDown={onKeyDown}>
        <thead>
          <tr aria-rowindex={1}>
            {(narrow ? bucketColumns.slice(0, 1) : bucketColumns).map((column) => (
              <ColumnHead key={column} column={column} search={search} onSort={onSort} />
            ))}
            <th scope="col" className={styles.actions}>
              <span className="visually-hidden">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <tr style={{ height: before }} aria-hidden /> : null}
          {shown.map(({ index }) => {
            const bucket = rows[index];
            if (!bucket) return null;
            const { name, createdAt } = bucket;
            return (
              <tr key={name} aria-rowindex={index + 2} data-bucket={name} data-fresh={name === fresh}>
                <th scope="row" className={styles.name}>
                  <Link {...paths.bucket.link({ connectionId, bucket: name })}>
                    <IconDatabase size={16} aria-hidden />
                    <span className={styles.words}>
                      <KeyText value={name} middleEllipsis />
                      {narrow && createdAt ? (
                        <span className={styles.under}>
                          <RelativeTime time={createdAt} />
                        </span>
                      ) : null}
                    </span>
                  </Link>
                </th>
                {narrow ? null : (
                  <td className={styles.created}>{createdAt ? <RelativeTime time={createdAt} /> : '–'}</td>
                )}
                <td className={styles.actions}>
                  {storage.buckets ? (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={28}
                      aria-label={t('deleteName', { name })}
                      title={t('deleteName', { name })}
                      onClick={() => onDelete(name)}
                    >
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  ) : null}
                </td>
              </tr>
            );
          })}
          {after > 0 ? <tr style={{ height: after }} aria-hidden /> : null}
        </tbody>
      </table>
    </div>
  );
}

interface ColumnHeadProps {
  column: Column;
  search: BucketsSearch;
  onSort: (column: Column) => void;
}

function ColumnHead({ column, search, onSort }: ColumnHeadProps) {
  const t = useText('buckets');
  const sorted = (search.sort ?? 'name') === column;
  const Arrow = search.desc ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col"
      className={styles[column]}
      aria-sort={sorted ? (search.desc ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" onClick={() => onSort(column)}>
        {t(column)}
        {sorted ? <Arrow size={14} aria-hidden /> : null}
      </button>
    </th>
  );
}

/** The shape of what comes. */
export function BucketTableSkeleton() {
  const t = useText('shell');
  return (
    <div role="status" aria-label={t('loading')} className={styles.skeleton}>
      {[42, 30, 55, 36, 48, 28].map((width) => (
        <div key={width} className={styles.skeletonRow}>
          <Skeleton height={12} width={`${width}%`} radius={3} />
          <Skeleton height={12} width={96} radius={3} />
        </div>
      ))}
    </div>
  );
}
