import { type DragEvent, useState } from 'react';
import { useRefuseDrops } from '../../shared/file-zone/use-refuse-drops.ts';
import { takeDropped } from './collect-files.ts';

/** While files are over the list: the folder row under them, or the place itself. */
export type Dragging = { over: 'place' } | { over: 'folder'; prefix: string };

interface DropOptions {
  onDrop: (prefix: string | undefined, dropped: (FileSystemEntry | File)[]) => void;
}

/** Handlers for the element that takes drops. Rows name their folder by `data-folder`. */
export function useDrop({ onDrop }: DropOptions) {
  const [dragging, setDragging] = useState<Dragging>();

  useRefuseDrops();

  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    const folder = folderUnder(event);
    setDragging((before) => {
      if (folder === undefined) return before?.over === 'place' ? before : { over: 'place' };
      return before?.over === 'folder' && before.prefix === folder
        ? before
        : { over: 'folder', prefix: folder };
    });
  };

  return {
    dragging,
    handlers: {
      onDragEnter: over,
      onDragOver: over,
      onDragLeave: (event: DragEvent) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) {
          setDragging(undefined);
        }
      },
      onDrop: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDragging(undefined);
        // Within the event: the browser takes the items back right after it.
        onDrop(folderUnder(event), takeDropped(event.dataTransfer.items));
      },
    },
  };
}

function folderUnder(event: DragEvent): string | undefined {
  if (!(event.target instanceof Element)) return undefined;
  return event.target.closest<HTMLElement>('[data-folder]')?.dataset.folder;
}
