import { IconFile, IconFolderFilled } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import { Bytes } from '../../../components/bytes.tsx';
import { KeyText } from '../../../components/key-text.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { useText } from '../../../components/text/language.ts';
import { GridCell, GridRow } from './grid-parts.tsx';
import type { Row } from './list-state.ts';
import styles from './objects-table.module.css';
import { nameIn } from './place.ts';

interface ObjectRowProps {
  row: Row;
  index: number;
  /** Distance from the top of the body, in px. */
  start: number;
  prefix: string;
  narrow: boolean;
  selected: boolean;
  active: boolean;
  /** Files are being dragged over this folder. */
  dropping: boolean;
  hrefOf: (prefix: string) => string;
  onClick: (event: MouseEvent, key: string, onCheckbox: boolean) => void;
  onOpen: (row: Row) => void;
}

export const ObjectRow = memo(function ObjectRow(props: ObjectRowProps) {
  const { row, index, start, prefix, narrow, selected, active, dropping, hrefOf, onClick, onOpen } = props;
  const t = useText('objects');
  const name = nameIn(prefix, row.key);
  return (
    <GridRow
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={active ? 0 : -1}
      data-index={index}
      data-folder={row.kind === 'folder' ? row.key : undefined}
      data-dropping={dropping}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
      onClick={(event) => onClick(event, row.key, isCheckbox(event))}
      onDoubleClick={(event) => {
        if (!isCheckbox(event)) onOpen(row);
      }}
    >
      <GridCell className={styles.check}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t('selectRow', { key: row.key })}
          checked={selected}
          readOnly
        />
      </GridCell>
      <GridCell className={styles.name}>
        {row.kind === 'folder' ? (
          <FolderName name={name} href={hrefOf(row.key)} onOpen={() => onOpen(row)} />
        ) : (
          <ObjectName name={name} onOpen={() => onOpen(row)} />
        )}
        {narrow && row.kind === 'object' ? (
          <div className={styles.under}>
            <Bytes value={row.entry.size} /> · <RelativeTime time={row.entry.lastModified} />
          </div>
        ) : null}
      </GridCell>
      {narrow ? null : <OwnCells row={row} />}
    </GridRow>
  );
});

function FolderName({ name, href, onOpen }: { name: string; href: string; onOpen: () => void }) {
  return (
    <>
      <IconFolderFilled size={16} className={styles.folderIcon} aria-hidden />
      <a
        href={href}
        tabIndex={-1}
        draggable={false}
        className={styles.open}
        onClick={(event) => {
          event.stopPropagation();
          // With a modifier it is the browser's: a new tab or window.
          if (event.shiftKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          onOpen();
        }}
      >
        <KeyText value={name} middleEllipsis />
      </a>
    </>
  );
}

function ObjectName({ name, onOpen }: { name: string; onOpen: () => void }) {
  return (
    <>
      <IconFile size={16} className={styles.fileIcon} aria-hidden />
      <button
        type="button"
        tabIndex={-1}
        className={styles.open}
        onClick={(event) => {
          // With a modifier it is a choice of rows, which the row makes.
          if (event.shiftKey || event.ctrlKey || event.metaKey) return;
          event.stopPropagation();
          onOpen();
        }}
      >
        <KeyText value={name} middleEllipsis />
      </button>
    </>
  );
}

function OwnCells({ row }: { row: Row }) {
  const entry = row.kind === 'object' ? row.entry : undefined;
  return (
    <>
      <GridCell className={styles.size}>{entry ? <Bytes value={entry.size} /> : null}</GridCell>
      <GridCell className={styles.modified}>
        {entry ? <RelativeTime time={entry.lastModified} /> : null}
      </GridCell>
      <GridCell className={styles.class}>{entry?.storageClass}</GridCell>
    </>
  );
}

function isCheckbox(event: MouseEvent): boolean {
  return event.target instanceof HTMLInputElement;
}
