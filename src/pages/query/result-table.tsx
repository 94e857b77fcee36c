import { useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, type KeyboardEvent, type MouseEvent, useId, useMemo, useRef, useState } from 'react';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import { type Cell, type Column, cellsOf, columnLabel } from './cells.ts';
import { columnWidths } from './column-widths.ts';
import { type GridPlace, gridMove } from './grid-move.ts';
import { jsonFields } from './json-fields.ts';
import styles from './result-table.module.css';
import { ValueView } from './value-view.tsx';

interface ResultTableProps {
  columns: readonly Column[];
  /** Rows that can be asked for. */
  kept: number;
  line: (index: number) => string;
}

/** Pixels, as in the stylesheet. */
const rowHeight = 28;
const numberWidth = 64;
/** Characters of a value that are drawn: more is not seen in a cell. */
const drawn = 200;

/** Only rows and columns in sight are read and drawn. One cell is chosen; its whole value stands below. */
export function ResultTable({ columns, kept, line }: ResultTableProps) {
  const t = useText('query');
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  const [isChosen, setChosen] = useState(false);
  // Measured again only while the first rows come.
  const sampled = Math.min(kept, 60);
  const widths = useMemo(() => columnWidths(columns, sampled, line), [columns, sampled, line]);

  const rows = useVirtualizer({
    count: kept,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[index] ?? 100,
    getItemKey: (index) => `${index} ${widths[index]}`,
    overscan: 3,
    scrollPaddingStart: numberWidth,
  });
  const [shownRows, shownColumns] = [rows.getVirtualItems(), across.getVirtualItems()];
  const above = shownRows[0]?.start ?? 0;
  const below = rows.getTotalSize() - (shownRows.at(-1)?.end ?? 0);
  const before = shownColumns[0]?.start ?? 0;
  const after = across.getTotalSize() - (shownColumns.at(-1)?.end ?? 0);
  const picked = shownColumns.flatMap(({ index }) => columns[index] ?? []);

  const go = (to: GridPlace) => {
    setPlace(to);
    setChosen(true);
    rows.scrollToIndex(to.row);
    across.scrollToIndex(to.column);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const to = gridMove(event, place, { rows: kept, columns: columns.length, page });
    if (!to) return;
    event.preventDefault();
    go(isChosen ? to : place);
  };
  const onClick = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest('td') : null;
    const { row, column } = cell?.dataset ?? {};
    if (row === undefined || column === undefined) return;
    setPlace({ row: Number(row), column: Number(column) });
    setChosen(true);
  };
  const chosenColumn = columns[place.column];
  return (
    <div className={styles.area}>
      <div ref={scroller} className={styles.scroller}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells are moved through and chosen
          role="grid"
          tabIndex={0}
          className={styles.table}
          style={{ width: across.getTotalSize() + numberWidth }}
          aria-label={t('table')}
          aria-rowcount={kept + 1}
          aria-colcount={columns.length + 1}
          aria-activedescendant={isChosen ? `${id}-${place.row}-${place.column}` : undefined}
          onKeyDown={onKeyDown}
          onClick={onClick}
        >
          <colgroup>
            <col style={{ width: numberWidth }} />
            {before > 0 ? <col style={{ width: before }} /> : null}
            {shownColumns.map(({ index, size }) => (
              <col key={index} style={{ width: size }} />
            ))}
            {after > 0 ? <col style={{ width: after }} /> : null}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" className={styles.number} aria-colindex={1}>
                {t('rowNumber')}
              </th>
              {before > 0 ? <td aria-hidden /> : null}
              {shownColumns.map(({ index }) => {
                const column = columns[index];
                return column ? (
                  <th key={index} scope="col" aria-colindex={index + 2}>
                    <KeyText value={columnLabel(column)} middleEllipsis />
                  </th>
                ) : null;
              })}
              {after > 0 ? <td aria-hidden /> : null}
            </tr>
          </thead>
          <tbody>
            {above > 0 ? <tr style={{ height: above }} aria-hidden /> : null}
            {shownRows.map(({ index: row }) => {
              const cells = cellsOf(jsonFields(line(row)) ?? [], picked);
              return (
                <tr key={row} aria-rowindex={row + 2}>
                  <th scope="row" className={styles.number} aria-colindex={1}>
                    {row + 1}
                  </th>
                  {before > 0 ? <td aria-hidden /> : null}
                  {shownColumns.map(({ index: column }, nth) => (
                    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a grid can be the chosen one
                    <td
                      key={column}
                      id={`${id}-${row}-${column}`}
                      aria-colindex={column + 2}
                      aria-selected={isChosen && row === place.row && column === place.column}
                      data-kind={cells[nth]?.kind ?? 'missing'}
                      data-row={row}
                      data-column={column}
                    >
                      <CellText cell={cells[nth]} />
                    </td>
                  ))}
                  {after > 0 ? <td aria-hidden /> : null}
                </tr>
              );
            })}
            {below > 0 ? <tr style={{ height: below }} aria-hidden /> : null}
          </tbody>
        </table>
      </div>
      <ValueView
        place={isChosen && chosenColumn ? { row: place.row, column: columnLabel(chosenColumn) } : undefined}
        cell={chosenColumn && cellsOf(jsonFields(line(place.row)) ?? [], [chosenColumn])[0]}
      />
    </div>
  );
}

function CellText({ cell }: { cell: Cell | undefined }) {
  if (!cell) return null;
  const text = cell.text.slice(0, drawn);
  if (cell.kind !== 'text') return <>{text}</>;
  // Line ends are usual in data: they need no mark as loud as that of other controls.
  return text.split('\n').map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
    <Fragment key={index}>
      {index === 0 ? null : <span className={styles.break}>↵</span>}
      <KeyText value={part} />
    </Fragment>
  ));
}
