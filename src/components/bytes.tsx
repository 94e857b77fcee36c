import { formatBytes, formatExactBytes } from './text/format.ts';
import { useLanguage } from './text/language.ts';

/** A size in IEC units; the exact bytes on hover. */
export function Bytes({ value }: { value: number }) {
  const language = useLanguage();
  return (
    <data value={value} title={formatExactBytes(value, language)}>
      {formatBytes(value, language)}
    </data>
  );
}
