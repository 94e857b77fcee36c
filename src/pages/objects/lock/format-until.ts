import type { Language } from '../../../components/text/language.ts';

/** Date and time in the person's own zone, which it names. */
export const formatUntil = (until: Date, language: Language) =>
  until.toLocaleString(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
