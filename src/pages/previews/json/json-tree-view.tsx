import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import styles from '../previews.module.css';
import treeStyles from './json-tree.module.css';
import { openAtFirst, type TreeRow, treeRows } from './json-tree.ts';

/** Objects and arrays that open and close; only the rows in view are in the document. */
export function JsonTree({ root }: { root: unknown }) {
  const t = useText('previews');
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(root));
  const rows = useMemo(() => treeRows(root, open), [root, open]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 22,
    getItemKey: (index) => rows[index]?.path ?? index,
    overscan: 20,
  });
  const toggle = (path: string) => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reached by keyboard
    <section ref={scroller} className={styles.pane} tabIndex={0} aria-label={t('content')}>
      <ul className={treeStyles.tree} data-testid="preview-json" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index];
          return row ? (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={treeStyles.row}
              style={{
                transform: `translateY(${start}px)`,
                paddingInlineStart: 8 + 16 * Math.min(row.depth, 20),
              }}
            >
              <Row row={row} isOpen={open.has(row.path)} onToggle={() => toggle(row.path)} />
            </li>
          ) : null;
        })}
      </ul>
    </section>
  );
}

function Row({ row, isOpen, onToggle }: { row: TreeRow; isOpen: boolean; onToggle: () => void }) {
  const t = useText('previews');
  const name =
    row.name === undefined ? null : (
      <span className={treeStyles.name}>
        <KeyText value={row.name} />
      </span>
    );
  if (row.count === undefined) {
    return (
      <span className={treeStyles.leaf}>
        {name}
        <span data-kind={row.kind} className={treeStyles.value}>
          {row.text}
        </span>
      </span>
    );
  }
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <button type="button" className={treeStyles.branch} aria-expanded={isOpen} onClick={onToggle}>
      <Icon size={14} aria-hidden />
      {name}
      <span className={treeStyles.count}>
        {t(row.kind === 'array' ? 'jsonItems' : 'jsonMembers', { count: row.count })}
      </span>
    </button>
  );
}
