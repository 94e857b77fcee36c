import { IconAlertTriangle, IconCheck, IconClockPause, IconMinus } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { StorageError } from '../../../storage/index.ts';
import { useErrorText } from '../../shared/error-text.ts';
import styles from './batch.module.css';
import { type BatchResult, NotAsked, type Verdict } from './run-each.ts';

type Row = Verdict | { key: string; outcome: 'left' };

const look = {
  changed: { Icon: IconCheck, className: styles.changed },
  unchanged: { Icon: IconMinus, className: styles.quiet },
  refused: { Icon: IconAlertTriangle, className: styles.refused },
  left: { Icon: IconClockPause, className: styles.quiet },
} as const;

const order = ['refused', 'left', 'changed', 'unchanged'] as const;
const height = { plain: 34, refused: 52, most: 286 };

/** A line for each object, however many: what was refused comes first, with the server's code and what it means. */
export function VerdictList({ result }: { result: BatchResult }) {
  const t = useText('protection');
  const rows = useMemo(() => {
    const all: Row[] = [...result.verdicts, ...result.left.map((key) => ({ key, outcome: 'left' }) as const)];
    return order.flatMap((outcome) => all.filter((row) => row.outcome === outcome));
  }, [result]);
  const scroller = useRef<HTMLDivElement>(null);
  const heightOf = (index: number) => (rows[index]?.outcome === 'refused' ? height.refused : height.plain);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    initialRect: { width: 480, height: height.most },
  });
  return (
    <section
      ref={scroller}
      aria-label={t('verdicts')}
      className={styles.verdicts}
      style={{ height: Math.min(height.most, virtualizer.getTotalSize() + 2) }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
    >
      <ul className={styles.rows} aria-label={t('verdicts')} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, size }) => {
          const row = rows[index];
          return row ? (
            <VerdictRow key={row.key} row={row} index={index} of={rows.length} start={start} size={size} />
          ) : null;
        })}
      </ul>
    </section>
  );
}

function VerdictRow(props: { row: Row; index: number; of: number; start: number; size: number }) {
  const { row, index, of, start, size } = props;
  const t = useText('protection');
  const { Icon, className } = look[row.outcome];
  return (
    <li
      aria-posinset={index + 1}
      aria-setsize={of}
      className={styles.row}
      style={{ height: size, transform: `translateY(${start}px)` }}
    >
      <Icon size={16} className={className} aria-hidden />
      <KeyText value={row.key} middleEllipsis />
      <span className={className}>{t(`verdict_${row.outcome}`)}</span>
      {row.outcome === 'refused' ? <Reason error={row.error} /> : null}
    </li>
  );
}

function Reason({ error }: { error: unknown }) {
  const { title } = useErrorText(error);
  const said =
    error instanceof StorageError ? [error.status, error.serviceCode].filter(Boolean).join(' ') : '';
  const message = error instanceof StorageError ? error.serviceMessage : undefined;
  const reason =
    error instanceof NotAsked ? error.message : [title, said, message].filter(Boolean).join(' · ');
  return (
    <span className={styles.reason} title={reason}>
      {reason}
    </span>
  );
}
