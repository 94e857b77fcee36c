import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
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
import { columnCount, columnWidths, rowHeight } from './columns.ts';
import { gridAction } from './grid-keys.ts';
import { Grid, RowGroup } from './grid-parts.tsx';
import { indexOfRow, type ListRows, type Row, rowAt, rowCount } from './list-state.ts';
import type { MetadataSource } from './metadata-cell.tsx';
import { ObjectRow } from './object-row.tsx';
import styles from './objects-table.module.css';
import { clear, moveTo, type Selection, select, selectionMode, toggleAll } from './selection.ts';
import { TableHeader } from './table-header.tsx';
import { useActiveRow } from './use-active-row.ts';
import { useRowDrag } from './use-row-drag.ts';
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
  /** Rows are versions. */
  versions: boolean;
  /** A column of user metadata is wanted. */
  metadata: MetadataSource | undefined;
  /** A column of classes. */
  storageClass: boolean;
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
  /** Rows were dragged onto a folder. Absent: they stay where they are. */
  onMove: ((ids: ReadonlySet<string>, folder: string) => void) | undefined;
}

const nearEnd = 300;

export function ObjectsTable(props: ObjectsTableProps) {
  const { rows, prefix, narrow, versions, metadata, storageClass, hasMore, selection } = props;
  const { onSelect, onOpen, onNearEnd } = props;
  const t = useText('objects');
  const scroller = useRef<HTMLDivElement>(null);
  const count = rowCount(rows);
  // Where the active row has gone, the one in its place is active.
  const lastActive = useRef(0);
  const found = selection.active === undefined ? 0 : indexOfRow(rows, selection.active);
  const active = found >= 0 ? found : Math.max(0, Math.min(lastActive.current, count - 1));
  useEffect(() => {
    lastActive.current = active;
  }, [active]);
  const shape = { narrow, versions, meta: metadata !== undefined, storageClass };
  const height = rowHeight(shape);

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 16,
    scrollPaddingStart: narrow ? 0 : height,
    rangeExtractor: (range) => visibleRange(range, active),
  });
  useEffect(() => {
    if (height > 0) virtualizer.measure();
  }, [virtualizer, height]);

  const shown = virtualizer.getVirtualItems();
  const { startIndex: first, endIndex: last } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
  useEffect(() => {
    if (last >= count - nearEnd) onNearEnd();
  }, [last, count, onNearEnd]);

  const order = useMemo(
    () => ({
      indexOf: (id: string) => indexOfRow(rows, id),
      keysBetween: (from: number, to: number) =>
        Array.from({ length: to - from + 1 }, (_, step) => rowAt(rows, from + step)?.id ?? ''),
    }),
    [rows],
  );
  const { focusNow, focusNext, focusHandlers } = useActiveRow(scroller, virtualizer, active);
  useImperativeHandle(props.ref, () => ({ focus: focusNow }), [focusNow]);

  const drag = useRowDrag({
    onMove: props.onMove,
    chosen: selection.keys,
    idAt: (index) => rowAt(rows, index)?.id,
  });

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
    if (action.kind === 'toggle') return onSelect((before) => select(before, row.id, 'toggle', order));
    const to = rowAt(rows, action.to)?.id ?? row.id;
    focusNext();
    onSelect((before) =>
      action.extend
        ? select(before.anchor === undefined ? { ...before, anchor: row.id } : before, to, 'range', order)
        : moveTo(before, to),
    );
  };

  const onRowClick = useCallback(
    (event: MouseEvent, id: string, onCheckbox: boolean) => {
      const mode = selectionMode(event);
      focusNext();
      onSelect((before) => select(before, id, onCheckbox && mode === 'replace' ? 'toggle' : mode, order));
    },
    [focusNext, onSelect, order],
  );

  // The keyboard comes back to it when what was opened is closed.
  const openRow = useCallback(
    (row: Row) => {
      onSelect((before) => moveTo(before, row.id));
      onOpen(row);
    },
    [onSelect, onOpen],
  );

  return (
    <Grid
      ref={scroller}
      aria-label={t('listLabel')}
      aria-multiselectable
      aria-rowcount={hasMore ? -1 : count + 1}
      aria-colcount={columnCount(shape)}
      aria-busy={props.stale}
      className={styles.scroller}
      style={{ '--columns': columnWidths(shape), '--row': `${height}px` } as CSSProperties}
      data-narrow={narrow}
      data-stale={props.stale}
      onKeyDown={onKeyDown}
      {...focusHandlers}
      {...drag.handlers}
    >
      <TableHeader
        sort={props.sort}
        desc={props.desc}
        shape={shape}
        chosen={selection.keys.size === 0 ? 'none' : selection.keys.size >= count ? 'all' : 'some'}
        onSort={props.onSort}
        onToggleAll={() => onSelect((before) => toggleAll(before, order.keysBetween(0, count - 1)))}
      />
      <RowGroup className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const row = rowAt(rows, index);
          return row ? (
            <ObjectRow
              key={row.id}
              row={row}
              index={index}
              start={start}
              prefix={prefix}
              narrow={narrow}
              versions={versions}
              metadata={metadata}
              storageClass={storageClass}
              inView={index >= first && index <= last}
              selected={selection.keys.has(row.id)}
              active={index === active}
              dropping={row.kind === 'folder' && (props.dropFolder ?? drag.over) === row.key}
              draggable={props.onMove !== undefined}
              hrefOf={props.hrefOf}
              onClick={onRowClick}
              onOpen={openRow}
            />
          ) : null;
        })}
      </RowGroup>
    </Grid>
  );
}
