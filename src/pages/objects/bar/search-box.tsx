import { IconSearch, IconX } from '@tabler/icons-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import styles from './search-box.module.css';

interface SearchBoxProps {
  q: string;
  onSearch: (q: string) => void;
  /** Enter or arrow down: on to the rows. */
  onLeave: () => void;
  ref: Ref<HTMLInputElement>;
}

const typingPause = 250;

/** Searches on the server, for keys that begin with what is typed here. */
export function SearchBox({ q, onSearch, onLeave, ref }: SearchBoxProps) {
  const t = useText('objects');
  const [draft, setDraft] = useState(q);
  const asked = useRef(q);
  // The address may change by itself: back, a breadcrumb, another bucket.
  useEffect(() => {
    if (q === asked.current) return;
    asked.current = q;
    setDraft(q);
  }, [q]);
  useEffect(() => {
    if (draft === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = draft;
      onSearch(draft);
    }, typingPause);
    return () => clearTimeout(timer);
  }, [draft, onSearch]);

  return (
    <label className={styles.box}>
      <IconSearch size={14} aria-hidden />
      <input
        ref={ref}
        type="search"
        className={styles.input}
        value={draft}
        placeholder={t('searchPlaceholder')}
        aria-label={t('search')}
        aria-keyshortcuts="/"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft('');
          if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          onLeave();
        }}
      />
      {draft === '' ? (
        <kbd className={styles.key} aria-hidden>
          /
        </kbd>
      ) : (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('clearSearch')}
          onClick={() => setDraft('')}
        >
          <IconX size={14} aria-hidden />
        </button>
      )}
    </label>
  );
}
