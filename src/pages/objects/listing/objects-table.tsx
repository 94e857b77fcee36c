import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react';
import { useText } from '../../../components/text/language.ts';
import type { SortColumn } from '../../shared/paths.ts';
import { gridAction } from './grid-keys.ts';
import { Grid, RowGroup } from './grid-parts.tsx';
import { indexOfKey, type ListRows, type Row, rowAt, rowCount } from './list-state.ts';
import { ObjectRow } from './object-row.tsx';
import styles from './objects-table.module.css';
import { clear, moveTo, type Selection, select, selectionMode, toggleAll } from './selection.ts';
import { TableHeader } from './table-header.tsx';
import { useActiveRow } from './use-active-row.ts';
import { visibleRange } from './visible-range.ts';

export interface ObjectsTableHandle {
  /** Puts the keyboard on the active row. */
  focus(): void;
}

interface ObjectsTableProps {
  ref: Ref<ObjectsTableHandle>;
  rows: ListRows;
  prefix: string;
  sort: SortColumn;
  desc: boolean;
  narrow: boolean;
  /** More rows are on the server. */
  hasMore: boolean;
  /** What is shown is about to be replaced. */
  stale: boolean;
  selection: Selection;
  onSelect: (change: (selection: Selection) => Selection) => void;
  onOpen: (row: Row) => void;
  /** The address of a folder, for a new tab. */
  hrefOf: (prefix: string) => string;
  onSort: (column: SortColumn) => void;
  /** The end of what is loaded is near. */
  onNearEnd: () => void;
  /** The folder that files are being dragged over. */
  dropFolder: string | undefined;
}

const rowHeight = { wide: 36, narrow: 52 };
const nearEnd = 300;

export function ObjectsTable(props: ObjectsTableProps) {
  const { rows, prefix, narrow, hasMore, selection, onSelect, onOpen, onNearEnd } = props;
  const t = useText('objects');
  const scroller = useRef<HTMLDivElement>(null);
  const count = rowCount(rows);
  // Where the active row has gone, the one in its place is active.
  const lastActive = useRef(0);
  const found = selection.active === undefined ? 0 : indexOfKey(rows, selection.active);
  const active = found >= 0 ? found : Math.max(0, Math.min(lastActive.current, count - 1));
  useEffect(() => {
    lastActive.current = active;
  }, [active]);
  const height = narrow ? rowHeight.narrow : rowHeight.wide;

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 16,
    scrollPaddingStart: narrow ? 0 : rowHeight.wide,
    rangeExtractor: (range) => visibleRange(range, active),
  });
  useEffect(() => {
    if (height > 0) virtualizer.measure();
  }, [virtualizer, height]);

  const shown = virtualizer.getVirtualItems();
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (last >= count - nearEnd) onNearEnd();
  }, [last, count, onNearEnd]);

  const order = useMemo(
    () => ({
      indexOf: (key: string) => indexOfKey(rows, key),
      keysBetween: (from: number, to: number) =>
        Array.from({ length: to - from + 1 }, (_, step) => rowAt(rows, from + step)?.key ?? ''),
    }),
    [rows],
  );
  const { focusNow, focusNext, focusHandlers } = useActiveRow(scroller, virtualizer, active);
  useImperativeHandle(props.ref, () => ({ focus: focusNow }), [focusNow]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'row') return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2);
    const action = gridAction(event, active, count, page);
    const row = rowAt(rows, active);
    if (!action || !row) return;
    event.preventDefault();
    if (action.kind === 'open') return onOpen(row);
    if (action.kind === 'clear') return onSelect(clear);
    if (action.kind === 'all')
      return onSelect((before) => toggleAll(before, order.keysBetween(0, count - 1)));
    if (action.kind === 'toggle') return onSelect((before) => select(before, row.key, 'toggle', order));
    const to = rowAt(rows, action.to)?.key ?? row.key;
    focusNext();
    onSelect((before) =>
      action.extend
        ? select(before.anchor === undefined ? { ...before, anchor: row.key } : before, to, 'range', order)
        : moveTo(before, to),
    );
  };

  const onRowClick = useCallback(
    (event: MouseEvent, key: string, onCheckbox: boolean) => {
      const mode = selectionMode(event);
      focusNext();
      onSelect((before) => select(before, key, onCheckbox && mode === 'replace' ? 'toggle' : mode, order));
    },
    [focusNext, onSelect, order],
  );

  return (
    <Grid
      ref={scroller}
      aria-label={t('listLabel')}
      aria-multiselectable
      aria-rowcount={hasMore ? -1 : count + 1}
      aria-colcount={narrow ? 2 : 5}
      aria-busy={props.stale}
      className={styles.scroller}
      data-narrow={narrow}
      data-stale={props.stale}
      onKeyDown={onKeyDown}
      {...focusHandlers}
    >
      <TableHeader
        sort={props.sort}
        desc={props.desc}
        narrow={narrow}
        chosen={selection.keys.size === 0 ? 'none' : selection.keys.size >= count ? 'all' : 'some'}
        onSort={props.onSort}
        onToggleAll={() => onSelect((before) => toggleAll(before, order.keysBetween(0, count - 1)))}
      />
      <RowGroup className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const row = rowAt(rows, index);
          return row ? (
            <ObjectRow
              key={row.key}
              row={row}
              index={index}
              start={start}
              prefix={prefix}
              narrow={narrow}
              selected={selection.keys.has(row.key)}
              active={index === active}
              dropping={props.dropFolder === row.key}
              hrefOf={props.hrefOf}
              onClick={onRowClick}
              onOpen={onOpen}
            />
          ) : null;
        })}
      </RowGroup>
    </Grid>
  );
}
