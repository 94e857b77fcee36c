import { useEffect, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { chartBars, chartRows, type EventLog, slotCount, slotSeconds } from './event-log.ts';
import { EventTime } from './event-time.tsx';
import styles from './events-page.module.css';

const height = 40;
const barWidth = 4;
const step = 5;
const minutes = (slotCount * slotSeconds) / 60;

/** How many came in each of the last intervals, as bars, as a sentence, and for who wants the figures as a table. */
export function EventChart({ log }: { log: EventLog }) {
  const t = useText('events');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const time = Math.max(now, Date.now());
  const bars = chartBars(log, time);
  const peak = Math.max(...bars);
  const sum = bars.reduce((total, count) => total + count, 0);
  const summary =
    sum === 0
      ? t('chartNone', { minutes })
      : t('chartSummary', { count: sum, peak, minutes, seconds: slotSeconds });
  return (
    <figure className={styles.chart}>
      <svg
        role="img"
        aria-label={summary}
        viewBox={`0 0 ${slotCount * step - 1} ${height}`}
        preserveAspectRatio="none"
        className={styles.bars}
      >
        {bars.map((count, index) => {
          // One event shows, whatever the others do.
          const barHeight = count === 0 ? 1 : Math.max(3, (count / peak) * height);
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: bars are places in time
              key={index}
              x={index * step}
              y={height - barHeight}
              width={barWidth}
              height={barHeight}
              data-empty={count === 0}
            />
          );
        })}
      </svg>
      <figcaption className={styles.caption}>
        <span aria-hidden>{summary}</span>
        <CountsTable log={log} now={time} />
      </figcaption>
    </figure>
  );
}

function CountsTable({ log, now }: { log: EventLog; now: number }) {
  const t = useText('events');
  const [isOpen, setOpen] = useState(false);
  const rows = isOpen ? chartRows(log, now) : [];
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('chartTable')}</summary>
      {isOpen && rows.length === 0 ? <p>{t('chartNone', { minutes })}</p> : null}
      {rows.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles.counted} aria-label={t('chartTable')} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('column_from', { seconds: slotSeconds })}</th>
                <th scope="col">{t('column_count')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ from, count }) => (
                <tr key={from.getTime()}>
                  <th scope="row">
                    <EventTime time={from} to="second" />
                  </th>
                  <td>{t('figure', { value: count })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </details>
  );
}
