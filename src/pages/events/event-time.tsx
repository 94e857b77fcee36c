import { useLanguage } from '../../components/text/language.ts';

type Precision = 'millisecond' | 'second';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, to: Precision): Intl.DateTimeFormat {
  const name = `${language} ${to}`;
  const made = formatters.get(name);
  if (made) return made;
  const created = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: to === 'millisecond' ? 3 : undefined,
    hourCycle: 'h23',
  });
  formatters.set(name, created);
  return created;
}

/** The time of day; all of it (ISO) on hover. */
export function EventTime({ time, to = 'millisecond' }: { time: Date; to?: Precision }) {
  const iso = time.toISOString();
  return (
    <time dateTime={iso} title={iso}>
      {formatter(useLanguage(), to).format(time)}
    </time>
  );
}
