import type { Language } from './language.ts';

/** Making a formatter costs a hundred times what using it does, and a list that scrolls uses hundreds a frame. */
function perLanguage<Formatter>(make: (language: Language) => Formatter): (language: Language) => Formatter {
  const made = new Map<Language, Formatter>();
  return (language) => {
    const formatter = made.get(language) ?? make(language);
    made.set(language, formatter);
    return formatter;
  };
}

const wholeNumbers = perLanguage((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 0 }));
const tenths = perLanguage((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }));
const relativeTimes = perLanguage((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** IEC bytes with three significant figures: `4.2 MiB`. */
export function formatBytes(bytes: number, language: Language): string {
  let value = bytes;
  let unit = 0;
  // Rounded, so that a byte less than 1 MiB is never shown as 1,024 KiB.
  while (Math.round(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const numbers = unit === 0 || value >= 100 ? wholeNumbers(language) : tenths(language);
  return `${numbers.format(value)} ${units[unit]}`;
}

/** Exact bytes, for hover: `4,404,019 B`. */
export function formatExactBytes(bytes: number, language: Language): string {
  return `${wholeNumbers(language).format(bytes)} B`;
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** `2 minutes ago`, `yesterday`; `now` in ms. */
export function formatRelativeTime(time: Date, language: Language, now = Date.now()): string {
  const seconds = Math.round((time.getTime() - now) / 1000);
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return relativeTimes(language).format(Math.trunc(seconds / length), unit);
}

/** A span that is left to wait, of at most two units: `1 hr 5 min`, `42 sec`. */
export function formatDuration(seconds: number, language: Language): string {
  const rounded = Math.max(0, Math.round(seconds));
  const parts: [number, 'day' | 'hour' | 'minute' | 'second'][] = [
    [Math.floor(rounded / 86_400), 'day'],
    [Math.floor((rounded % 86_400) / 3600), 'hour'],
    [Math.floor((rounded % 3600) / 60), 'minute'],
    [rounded % 60, 'second'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  const shown = first < 0 ? parts.slice(3) : parts.slice(first, first + 2).filter(([value]) => value > 0);
  return shown
    .map(([value, unit]) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value),
    )
    .join(' ');
}
