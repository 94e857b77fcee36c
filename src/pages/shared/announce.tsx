import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import styles from './announce.module.css';

/** `heard`: for the reader alone, because the eye sees it anyway. */
type Announce = (text: string, how?: 'seen' | 'heard') => void;

const AnnounceContext = createContext<Announce | undefined>(undefined);
const shownFor = 5000;

/**
 * The one voice of the page: a result is read out by the live region and shown for a few seconds.
 * Errors do not pass here; they stay where they happened until somebody acts on them.
 */
export function AnnounceProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<{ text: string; how: 'seen' | 'heard'; turn: number }>({
    text: '',
    how: 'seen',
    turn: 0,
  });
  const announce = useCallback<Announce>(
    (text, how = 'seen') => setSaid(({ turn }) => ({ text, how, turn: turn + 1 })),
    [],
  );
  useEffect(() => {
    if (said.text === '') return;
    const timer = setTimeout(() => setSaid((before) => ({ ...before, text: '' })), shownFor);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" className={styles.region} data-testid="announcements">
        {said.text === '' ? null : (
          <p key={said.turn} className={said.how === 'seen' ? styles.note : 'visually-hidden'}>
            {said.text}
          </p>
        )}
      </div>
    </AnnounceContext>
  );
}

/** `announce(t('created', { name }))`: says a result to eyes and ears. */
export function useAnnounce(): Announce {
  const announce = useContext(AnnounceContext);
  if (!announce) throw new Error('useAnnounce needs an AnnounceProvider above it.');
  return announce;
}
