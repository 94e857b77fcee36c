import { IconCornerDownRight, IconFile, IconFileX, IconFolderFilled } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import { Bytes } from '../../../components/bytes.tsx';
import { KeyText } from '../../../components/key-text.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { type TextFunction, useText } from '../../../components/text/language.ts';
import { GridCell, GridRow } from './grid-parts.tsx';
import type { Row } from './list-state.ts';
import { isVersion, type ListedEntry } from './listed-entry.ts';
import { MetadataCell, type MetadataSource } from './metadata-cell.tsx';
import styles from './objects-table.module.css';
import { nameIn } from './place.ts';
import { VersionMark } from './version-mark.tsx';

interface ObjectRowProps {
  row: Row;
  index: number;
  /** Distance from the top of the body, in px. */
  start: number;
  prefix: string;
  narrow: boolean;
  /** Rows are versions. */
  versions: boolean;
  metadata: MetadataSource | undefined;
  /** There is a column of classes. */
  storageClass: boolean;
  /** On the screen, and not only near it. */
  inView: boolean;
  selected: boolean;
  active: boolean;
  /** Files are being dragged over this folder. */
  dropping: boolean;
  /** Onto a folder, to be moved into it. */
  draggable: boolean;
  hrefOf: (prefix: string) => string;
  onClick: (event: MouseEvent, id: string, onCheckbox: boolean) => void;
  onOpen: (row: Row) => void;
}

export const ObjectRow = memo(function ObjectRow(props: ObjectRowProps) {
  const { row, index, start, prefix, narrow, versions, metadata, inView, selected, active } = props;
  const { dropping, hrefOf, onClick, onOpen } = props;
  const t = useText('objects');
  const name = nameIn(prefix, row.key);
  const entry = row.kind === 'object' ? row.entry : undefined;
  return (
    <GridRow
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={active ? 0 : -1}
      data-index={index}
      draggable={props.draggable}
      data-folder={row.kind === 'folder' ? row.key : undefined}
      data-dropping={dropping}
      data-older={entry?.isLatest === false || undefined}
      data-deleted={entry?.isDeleteMarker || undefined}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
      onClick={(event) => onClick(event, row.id, isCheckbox(event))}
      onDoubleClick={(event) => {
        if (!isCheckbox(event)) onOpen(row);
      }}
    >
      <GridCell className={styles.check}>
        <input type="checkbox" tabIndex={-1} aria-label={selectLabel(t, row)} checked={selected} readOnly />
      </GridCell>
      <GridCell className={styles.name}>
        {row.kind === 'folder' ? (
          <FolderName name={name} href={hrefOf(row.key)} onOpen={() => onOpen(row)} />
        ) : (
          <ObjectName name={name} entry={row.entry} onOpen={() => onOpen(row)} />
        )}
        {narrow && entry ? <UnderName entry={entry} /> : null}
        {narrow && entry && metadata ? (
          <div className={styles.under}>
            <MetadataCell entry={entry} source={metadata} inView={inView} />
          </div>
        ) : null}
      </GridCell>
      {narrow ? null : (
        <>
          {metadata ? (
            <GridCell className={styles.meta}>
              {entry ? <MetadataCell entry={entry} source={metadata} inView={inView} /> : null}
            </GridCell>
          ) : null}
          {versions ? (
            <GridCell className={styles.class}>
              {entry && isVersion(entry) ? <VersionMark version={entry} /> : null}
            </GridCell>
          ) : null}
          <OwnCells entry={entry} storageClass={props.storageClass} />
        </>
      )}
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

function selectLabel(t: TextFunction<'objects'>, row: Row): string {
  const { key } = row;
  if (row.kind === 'folder' || row.entry.versionId === undefined) return t('selectRow', { key });
  const { isDeleteMarker, versionId: version } = row.entry;
  return t(isDeleteMarker ? 'selectMarker' : 'selectVersion', { key, version });
}

/** What has no room beside the name. */
function UnderName({ entry }: { entry: ListedEntry }) {
  return (
    <div className={styles.under}>
      {isVersion(entry) ? (
        <>
          <VersionMark version={entry} /> ·{' '}
        </>
      ) : null}
      {entry.isDeleteMarker ? null : (
        <>
          <Bytes value={entry.size} /> ·{' '}
        </>
      )}
      <RelativeTime time={entry.lastModified} />
    </div>
  );
}

function iconOf({ isDeleteMarker, isLatest = true }: ListedEntry) {
  if (!isLatest) return IconCornerDownRight;
  return isDeleteMarker ? IconFileX : IconFile;
}

function ObjectName({ name, entry, onOpen }: { name: string; entry: ListedEntry; onOpen: () => void }) {
  const Icon = iconOf(entry);
  return (
    <>
      <Icon size={16} className={styles.fileIcon} aria-hidden />
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

function OwnCells({ entry, storageClass }: { entry: ListedEntry | undefined; storageClass: boolean }) {
  return (
    <>
      <GridCell className={styles.size}>
        {entry && !entry.isDeleteMarker ? <Bytes value={entry.size} /> : null}
      </GridCell>
      <GridCell className={styles.modified}>
        {entry ? <RelativeTime time={entry.lastModified} /> : null}
      </GridCell>
      {storageClass ? <GridCell className={styles.class}>{entry?.storageClass}</GridCell> : null}
    </>
  );
}

function isCheckbox(event: MouseEvent): boolean {
  return event.target instanceof HTMLInputElement;
}
