import { IconClock } from '@tabler/icons-react';
import { formatDuration } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { KeySource } from '../../../storage/index.ts';
import styles from './session-keys.module.css';
import { useKeyState } from './use-key-state.ts';

/** A line of the rail: how long the temporary keys last; the exact end (ISO) on hover. */
export function KeysEnd({ keys }: { keys: KeySource }) {
  const t = useText('credentials');
  const language = useLanguage();
  const { state, notice } = useKeyState(keys);
  const text =
    notice.seconds === 0 ? t('keysEnded') : t('keysEnd', { time: formatDuration(notice.seconds, language) });
  const iso = state.expiresAt.toISOString();
  return (
    <p className={styles.line} title={iso}>
      <IconClock size={14} aria-hidden />
      <time dateTime={iso}>{text}</time>
    </p>
  );
}
