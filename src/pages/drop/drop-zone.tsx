import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import styles from './drop.module.css';

interface DropZoneProps {
  /** One key: one file. */
  isExact: boolean;
  onFiles: (files: readonly File[], folders: readonly string[]) => void;
}

/** Files are dropped on it, or chosen by its button. */
export function DropZone({ isExact, onFiles }: DropZoneProps) {
  const t = useText('forms');
  const field = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  useRefuseElsewhere();
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setIsOver(true);
  };
  return (
    <section
      aria-label={t('dropHere')}
      className={styles.zone}
      data-over={isOver || undefined}
      data-testid="drop-zone"
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        const { files, folders } = filesOf(event.dataTransfer);
        onFiles(files, folders);
      }}
    >
      <IconUpload size={28} aria-hidden />
      <p>{t(isExact ? 'dropOne' : 'dropMany')}</p>
      <Button variant="filled" onClick={() => field.current?.click()}>
        {t(isExact ? 'chooseOne' : 'chooseMany')}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        multiple={!isExact}
        data-testid="drop-files"
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
  for (const item of items) {
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
