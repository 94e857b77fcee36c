import { formatRelativeTime } from '../../../../components/text/format.ts';
import { type Language, useLanguage } from '../../../../components/text/language.ts';
import { Exact } from './property.tsx';

/** A date as people write it, in their own time zone. */
export function formatMoment(time: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

/** A moment, past or to come, how far it is away, and exactly (ISO) on hover. */
export function Moment({ time }: { time: Date }) {
  const language = useLanguage();
  const iso = time.toISOString();
  return (
    <>
      <time dateTime={iso} title={iso}>
        {formatMoment(time, language)}
      </time>
      <Exact>{formatRelativeTime(time, language)}</Exact>
    </>
  );
}
