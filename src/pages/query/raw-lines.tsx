import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import styles from './result-table.module.css';

interface RawLinesProps {
  kept: number;
  line: (index: number) => string;
}

const lineHeight = 22;
/** Characters of a line that are drawn. */
const drawn = 2000;

/** The rows as the server wrote them, one JSON object a line. */
export function RawLines({ kept, line }: RawLinesProps) {
  const t = useText('query');
  const scroller = useRef<HTMLElement>(null);
  const lines = useVirtualizer({
    count: kept,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keyboard
    <section ref={scroller} className={styles.raw} tabIndex={0} aria-label={t('raw')}>
      <div className={styles.rawLines} style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map(({ index, start }) => (
          <div key={index} className={styles.rawLine} style={{ transform: `translateY(${start}px)` }}>
            <span className={styles.rawNumber}>{index + 1}</span>
            <KeyText value={line(index).slice(0, drawn)} />
          </div>
        ))}
      </div>
    </section>
  );
}
