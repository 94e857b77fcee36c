import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { Bytes } from '../../components/bytes.tsx';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import { eventWord } from '../shared/bucket-events/event-words.ts';
import { paths } from '../shared/paths.ts';
import type { LoggedEvent } from './event-log.ts';
import styles from './event-table.module.css';
import { EventTime } from './event-time.tsx';

interface EventTableProps {
  connectionId: string;
  bucket: string;
  /** Newest first. */
  events: readonly LoggedEvent[];
}

const columns = ['time', 'event', 'key', 'size', 'version', 'who', 'ip'] as const;
/** Pixels, as in the stylesheet. */
const rowHeight = 32;
const narrowRowHeight = 52;

/** Only rows in sight are drawn. New ones come on top; what a person has scrolled to stays where it is. */
export function EventTable({ connectionId, bucket, events }: EventTableProps) {
  const t = useText('events');
  const narrow = useMediaQuery('(max-width: 900px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const scroller = useRef<HTMLDivElement>(null);
  const height = narrow ? narrowRowHeight : rowHeight;
  const virtualizer = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are measured anew when they change their height
  useLayoutEffect(() => virtualizer.measure(), [height, virtualizer]);

  const newest = useRef(0);
  useLayoutEffect(() => {
    const last = newest.current;
    newest.current = events[0]?.number ?? 0;
    const element = scroller.current;
    if (!element || element.scrollTop === 0 || last === 0) return;
    const added = events.findIndex(({ number }) => number <= last);
    if (added > 0) element.scrollTop += added * height;
  }, [events, height]);

  const shown = virtualizer.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const row = (event.target as Element).closest('tr');
    const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
    event.preventDefault();
    next?.querySelector('a')?.focus();
  };
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        className={styles.table}
        aria-label={t('table')}
        aria-rowcount={events.length + 1}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1}>
            {(narrow ? (['key'] as const) : columns).map((column) => (
              <th key={column} scope="col" className={styles[column]}>
                {t(`column_${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <tr style={{ height: before }} aria-hidden /> : null}
          {shown.map(({ index }) => {
            const event = events[index];
            if (!event) return null;
            const Row = narrow ? NarrowRow : WideRow;
            return (
              <tr key={event.number} aria-rowindex={index + 2}>
                <Row event={event} connectionId={connectionId} bucket={bucket} />
              </tr>
            );
          })}
          {after > 0 ? <tr style={{ height: after }} aria-hidden /> : null}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  event: LoggedEvent;
  connectionId: string;
  bucket: string;
}

function WideRow({ event, ...place }: RowProps) {
  const { time, size, versionId, who, sourceIp } = event;
  return (
    <>
      <td className={styles.time}>
        <EventTime time={time} />
      </td>
      <td className={styles.event} title={event.found ? undefined : event.name}>
        <What event={event} />
      </td>
      <td className={styles.key}>
        <FolderLink event={event} {...place} />
      </td>
      <td className={styles.size}>{size === undefined ? '–' : <Bytes value={size} />}</td>
      <td className={styles.version}>{versionId ? <KeyText value={versionId} middleEllipsis /> : '–'}</td>
      <td className={styles.who}>{who ? <KeyText value={who} middleEllipsis /> : '–'}</td>
      <td className={styles.ip}>{sourceIp ? <KeyText value={sourceIp} middleEllipsis /> : '–'}</td>
    </>
  );
}

function NarrowRow({ event, ...place }: RowProps) {
  return (
    <td className={styles.key}>
      <FolderLink event={event} {...place} />
      <span className={styles.under}>
        <EventTime time={event.time} />
        <span className={styles.underWhat}>
          <What event={event} />
        </span>
        {event.size === undefined ? null : <Bytes value={event.size} />}
      </span>
    </td>
  );
}

function What({ event: { found, name } }: { event: LoggedEvent }) {
  const t = useText('events');
  return <>{found ? t(`found_${found}`) : eventWord(t, name)}</>;
}

function FolderLink({ event: { key }, connectionId, bucket }: RowProps) {
  const t = useText('events');
  if (key === '') return <span className={styles.dim}>{t('bucketItself')}</span>;
  const prefix = key.slice(0, key.lastIndexOf('/') + 1) || undefined;
  return (
    <Link {...paths.bucket.link({ connectionId, bucket }, { prefix })} title={t('openFolder', { key })}>
      <KeyText value={key} middleEllipsis />
    </Link>
  );
}
