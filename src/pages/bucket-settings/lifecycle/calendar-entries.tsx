import { KeyText } from '../../../components/key-text.tsx';
import { formatRelativeTime } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { Calendar, CalendarEntry, LifecycleRule } from '../../../storage/index.ts';
import styles from '../rules/rules.module.css';
import { formatDay } from './action-phrases.ts';
import calendarStyles from './calendar.module.css';

/** `now` in Unix ms, as the calendar was made with. */
export function CalendarEntries({ calendar, now }: { calendar: Calendar; now: number }) {
  const t = useText('rules');
  const { entries, stays, unclear } = calendar;
  return (
    <>
      {entries.length === 0 && stays === undefined ? (
        <p>{t(unclear.length === 0 ? 'calendarNothing' : 'calendarNothingSure')}</p>
      ) : null}
      {entries.length > 0 ? (
        <ol className={calendarStyles.dates}>
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
            <li key={index} data-event={entry.event}>
              <When at={entry.at} now={now} />
              <span>
                <What {...entry} />
                <By rule={entry.rule} />
              </span>
            </li>
          ))}
        </ol>
      ) : null}
      {stays ? (
        <p>
          {t('calendarStays', { count: stays.keepNewest })} <By rule={stays.rule} />
        </p>
      ) : null}
      {unclear.length > 0 ? (
        <p className={calendarStyles.warn}>
          {t('calendarUnclear', { count: unclear.length })}{' '}
          {unclear.map((rule, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: ids may be missing
            <span key={index}>
              {index > 0 ? ', ' : null}
              <KeyText value={rule.id ?? '–'} />
            </span>
          ))}
        </p>
      ) : null}
    </>
  );
}

function When({ at, now }: { at: number; now: number }) {
  const t = useText('rules');
  const language = useLanguage();
  const isDue = at <= now;
  return (
    <span className={calendarStyles.when}>
      <time dateTime={new Date(at).toISOString()}>{isDue ? t('nextRun') : formatDay(at, language)}</time>
      <span className={styles.hint}>
        {isDue
          ? t('dueSince', { date: formatDay(at, language) })
          : formatRelativeTime(new Date(at), language, now)}
      </span>
    </span>
  );
}

function What({ event, storageClass }: CalendarEntry) {
  const t = useText('rules');
  return (
    <span className={calendarStyles.event}>
      {t(`event_${event}`)}
      {storageClass === undefined ? null : (
        <>
          {' '}
          <code className={styles.code}>
            <KeyText value={storageClass} />
          </code>
        </>
      )}
    </span>
  );
}

function By({ rule: { id } }: { rule: LifecycleRule }) {
  const t = useText('rules');
  return (
    <span className={styles.note}>
      {id === undefined ? (
        t('byUnnamed')
      ) : (
        <>
          {t('by')} <KeyText value={id} />
        </>
      )}
    </span>
  );
}
