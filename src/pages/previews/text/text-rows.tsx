import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useText } from '../../../components/text/language.ts';
import styles from '../previews.module.css';
import { piecesOf, type TextRow } from './lines.ts';
import rowStyles from './text-rows.module.css';

/** Lines with their numbers, as text nodes; only those in view are in the document. */
export function TextRows({ rows, wrap }: { rows: readonly TextRow[]; wrap: boolean }) {
  const t = useText('previews');
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 19,
    overscan: 20,
  });
  const lastLine = rows.findLast((row) => row.line !== undefined)?.line ?? 1;
  return (
    <section
      ref={scroller}
      className={styles.pane}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reached by keyboard
      tabIndex={0}
      aria-label={t('content')}
      data-testid="preview-text"
      style={{ ['--number-width' as string]: `${String(lastLine).length}ch` }}
    >
      <div className={rowStyles.rows} data-wrap={wrap} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className={rowStyles.row}
            style={{ transform: `translateY(${start}px)` }}
          >
            <span className={rowStyles.number} aria-hidden>
              {rows[index]?.line}
            </span>
            <span className={rowStyles.text}>
              <Pieces text={rows[index]?.text ?? ''} />
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}

function Pieces({ text }: { text: string }) {
  return piecesOf(text).map((piece, at) =>
    piece.kind === 'text' ? (
      piece.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
      <span key={at} className={rowStyles.mark} title={piece.codePoint}>
        {piece.codePoint}
      </span>
    ),
  );
}
