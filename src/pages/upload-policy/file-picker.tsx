import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import rows from './uploads.module.css';

interface FilePickerProps {
  disabled: boolean;
  onFiles: (files: readonly File[], folders: readonly string[]) => void;
}

/** Files are dropped on it, or chosen by its button. */
export function FilePicker({ disabled, onFiles }: FilePickerProps) {
  const t = useText('want');
  const field = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  useRefuseElsewhere();
  const over = (event: DragEvent) => {
    if (disabled || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setIsOver(true);
  };
  return (
    <section
      aria-label={t('chooseFiles')}
      className={rows.zone}
      data-over={isOver || undefined}
      data-testid="policy-drop"
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        if (disabled) return;
        event.preventDefault();
        setIsOver(false);
        const { files, folders } = filesOf(event.dataTransfer);
        onFiles(files, folders);
      }}
    >
      <IconUpload size={20} aria-hidden />
      <p>{t('dropFiles')}</p>
      <Button variant="default" size="xs" disabled={disabled} onClick={() => field.current?.click()}>
        {t('chooseFiles')}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        multiple
        data-testid="policy-files"
        onChange={(event) => {
          onFiles(Array.from(event.currentTarget.files ?? []), []);
          // The same file may be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </section>
  );
}

/** A folder arrives as a file that cannot be read: it is named instead. */
function filesOf({ items }: DataTransfer): { files: File[]; folders: string[] } {
  const files: File[] = [];
  const folders: string[] = [];
  for (const item of Array.from(items)) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) folders.push(entry.name);
    else if (file) files.push(file);
  }
  return { files, folders };
}

/** A file let go beside the zone must not make the browser leave the page for it. */
function useRefuseElsewhere() {
  useEffect(() => {
    const refuse = (event: globalThis.DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    window.addEventListener('dragover', refuse);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', refuse);
      window.removeEventListener('drop', refuse);
    };
  }, []);
}
