import { useSyncExternalStore } from 'react';
import { formatRelativeTime } from './text/format.ts';
import { useLanguage } from './text/language.ts';

const minute = 60_000;

function subscribeToMinutes(listener: () => void): () => void {
  const timer = setInterval(listener, minute);
  return () => clearInterval(timer);
}

/** How long ago; the exact time (ISO) on hover. Follows the clock by the minute. */
export function RelativeTime({ time }: { time: Date }) {
  const language = useLanguage();
  const minutes = useSyncExternalStore(subscribeToMinutes, () => Math.floor(Date.now() / minute));
  const iso = time.toISOString();
  // Within the running minute the clock of the answer may be a little ahead: nothing happened in the future.
  const now = Math.max(Date.now(), minutes * minute, time.getTime());
  return (
    <time dateTime={iso} title={iso}>
      {formatRelativeTime(time, language, now)}
    </time>
  );
}
