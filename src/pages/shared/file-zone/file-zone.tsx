import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import styles from './file-zone.module.css';
import { useRefuseDrops } from './use-refuse-drops.ts';

interface FileZoneProps {
  words: { label: string; sentence: string; choose: string };
  /** In a line, beside other things of a form. */
  compact?: boolean;
  /** One file alone can be chosen. */
  single?: boolean;
  disabled?: boolean;
  /** `folders`: names of those that were dropped; what is in them is not taken. */
  onFiles: (files: readonly File[], folders: readonly string[]) => void;
}

/** Files are dropped on it, or chosen by its button. */
export function FileZone({
  words,
  compact = false,
  single = false,
  disabled = false,
  onFiles,
}: FileZoneProps) {
  const field = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  useRefuseDrops();
  const over = (event: DragEvent) => {
    if (disabled || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setIsOver(true);
  };
  return (
    <section
      aria-label={words.label}
      className={styles.zone}
      data-compact={compact || undefined}
      data-over={isOver || undefined}
      data-testid="file-zone"
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
      <IconUpload size={compact ? 20 : 28} aria-hidden />
      <p>{words.sentence}</p>
      <Button
        variant={compact ? 'default' : 'filled'}
        size={compact ? 'xs' : undefined}
        disabled={disabled}
        onClick={() => field.current?.click()}
      >
        {words.choose}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        multiple={!single}
        data-testid="chosen-files"
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
