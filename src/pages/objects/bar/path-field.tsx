import { useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { placeOfPath } from '../listing/place.ts';
import styles from './path-bar.module.css';

interface PathFieldProps {
  bucket: string;
  path: string;
  onSubmit: (target: { prefix: string; q: string }) => void;
  onClose: () => void;
}

/** The path as text: Enter goes there, Escape stays. What follows the last slash is searched in that folder. */
export function PathField({ bucket, path, onSubmit, onClose }: PathFieldProps) {
  const t = useText('objects');
  const [draft, setDraft] = useState(path);
  return (
    <form
      className={styles.field}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(placeOfPath(draft));
        onClose();
      }}
    >
      <span className={styles.bucket} aria-hidden>
        {bucket}/
      </span>
      <input
        // biome-ignore lint/a11y/noAutofocus: it replaces the button that was pressed for it
        autoFocus
        className={styles.input}
        aria-label={t('pathIn', { bucket })}
        value={draft}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={onClose}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
      />
    </form>
  );
}
