import { type DragEvent, useRef, useState } from 'react';

/** Told apart from files by its type: those are for the upload. */
const rowsType = 'application/x-pail-rows';

/** What goes along: all that is chosen where the row is chosen, else the row alone. */
export function draggedRows(id: string, chosen: ReadonlySet<string>): ReadonlySet<string> {
  return chosen.has(id) ? chosen : new Set([id]);
}

interface RowDragOptions {
  /** Absent: rows stay where they are. */
  onMove: ((ids: ReadonlySet<string>, folder: string) => void) | undefined;
  chosen: ReadonlySet<string>;
  idAt: (index: number) => string | undefined;
}

/** Rows that are dragged onto a folder are to be moved into it. Handlers for the element that holds the rows. */
export function useRowDrag({ onMove, chosen, idAt }: RowDragOptions) {
  const dragged = useRef<ReadonlySet<string>>(undefined);
  const [over, setOver] = useState<string>();
  if (!onMove) return { over: undefined, handlers: {} };

  /** The folder under the pointer, if what is dragged can go there. */
  const folderUnder = (event: DragEvent) => {
    const ids = dragged.current;
    const folder = rowOf(event)?.dataset.folder;
    return ids && folder !== undefined && !ids.has(folder) ? { ids, folder } : undefined;
  };
  const end = () => {
    dragged.current = undefined;
    setOver(undefined);
  };
  return {
    over,
    handlers: {
      onDragStart: (event: DragEvent) => {
        const id = idAt(Number(rowOf(event)?.dataset.index ?? -1));
        if (id === undefined) return;
        dragged.current = draggedRows(id, chosen);
        event.dataTransfer.setData(rowsType, '');
        event.dataTransfer.effectAllowed = 'move';
      },
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes(rowsType)) return;
        const target = folderUnder(event);
        setOver(target?.folder);
        if (!target) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
      },
      onDragLeave: () => setOver(undefined),
      onDrop: (event: DragEvent) => {
        const target = folderUnder(event);
        if (!target || !event.dataTransfer.types.includes(rowsType)) return;
        event.preventDefault();
        end();
        onMove(target.ids, target.folder);
      },
      onDragEnd: end,
    },
  };
}

function rowOf({ target }: DragEvent): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[role="row"]') : null;
}
