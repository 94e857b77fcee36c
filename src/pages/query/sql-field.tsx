import { useMediaQuery } from '@mantine/hooks';
import { type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useText } from '../../components/text/language.ts';
import { keyStroke } from '../shared/key-stroke.ts';
import styles from './query.module.css';
import type { SqlEditor } from './sql-editor.ts';

export interface SqlFieldHandle {
  /** In place of what is selected. */
  insert(text: string): void;
}

interface SqlFieldProps {
  ref: Ref<SqlFieldHandle>;
  text: string;
  onChange: (text: string) => void;
  onRun: () => void;
}

/** The query: in an editor with colours, and in a plain field where it is narrow and until the editor has come. */
export function SqlField({ ref, text, onChange, onRun }: SqlFieldProps) {
  const t = useText('query');
  const [label, help] = [useId(), useId()];
  const narrow = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const parent = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<SqlEditor>(undefined);
  const [isReady, setReady] = useState(false);
  // The editor lives on while what it tells and is told changes.
  const latest = useRef({ text, onChange, onRun });
  useEffect(() => {
    latest.current = { text, onChange, onRun };
  }, [text, onChange, onRun]);

  useEffect(() => {
    if (narrow) return;
    let isGone = false;
    const load = async () => {
      const { createSqlEditor } = await import('./sql-editor.ts');
      if (isGone || parent.current === null) return;
      const field = plain.current;
      // What is being written goes on where it was, over what is selected too.
      const caret =
        field !== null && document.activeElement === field
          ? ([field.selectionStart, field.selectionEnd] as const)
          : undefined;
      // At no moment are there two of them.
      flushSync(() => setReady(true));
      editor.current = createSqlEditor({
        parent: parent.current,
        text: latest.current.text,
        labelledBy: label,
        describedBy: help,
        onChange: (changed) => latest.current.onChange(changed),
        onRun: () => latest.current.onRun(),
      });
      if (caret) editor.current.select(...caret);
    };
    void load();
    return () => {
      isGone = true;
      editor.current?.destroy();
      editor.current = undefined;
      setReady(false);
    };
  }, [narrow, label, help]);

  useEffect(() => {
    if (isReady) editor.current?.setText(text);
  }, [text, isReady]);

  useImperativeHandle(ref, () => ({
    insert(piece) {
      if (editor.current) return editor.current.insert(piece);
      const field = plain.current;
      if (!field) return;
      field.focus();
      field.setRangeText(piece, field.selectionStart, field.selectionEnd, 'end');
      latest.current.onChange(field.value);
    },
  }));

  return (
    <div className={styles.sql}>
      <h2 id={label} className={styles.label}>
        {t('sql')}
      </h2>
      <div ref={parent} className={styles.editor} data-ready={isReady}>
        {isReady ? null : (
          <textarea
            ref={plain}
            className={styles.plainEditor}
            aria-labelledby={label}
            aria-describedby={help}
            value={text}
            rows={4}
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => onChange(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (keyStroke(event) !== 'Mod+Enter') return;
              event.preventDefault();
              onRun();
            }}
          />
        )}
      </div>
      <p id={help} className={styles.help}>
        {t('sqlHelp', { keys: isMac() ? '⌘ Enter' : 'Ctrl Enter' })}
      </p>
    </div>
  );
}

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);
