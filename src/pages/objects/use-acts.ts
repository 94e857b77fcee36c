import { useCallback, useState } from 'react';
import type { VersionRef } from '../../storage/index.ts';
import { renameReason, restoreReason, type Targets, undeletable, versionsOf } from './actions.ts';
import type { SelectionAct } from './bar/action-bar.tsx';
import type { VersionAct } from './bar/version-bar.tsx';
import type { OpenDialog } from './dialogs.tsx';
import type { ListedEntry } from './listing/listed-entry.ts';
import type { Go, Place } from './listing/use-place.ts';

interface ActsOptions {
  place: Place;
  go: Go;
  download: (entry: ListedEntry) => Promise<void>;
  /** Whether the browser's own download manager can have it; else it is saved by the page. */
  handsOver: (targets: Targets) => boolean;
}

/** What is done to chosen rows and to the object in the drawer: at once, or by a dialog. */
export function useActs({ place, go, download, handsOver }: ActsOptions) {
  const [dialog, setDialog] = useState<OpenDialog>();

  /** A delete marker has nothing to show but what was before it. */
  const open = useCallback(
    ({ key, versionId, isDeleteMarker }: ListedEntry) =>
      go(isDeleteMarker ? { key, version: undefined, tab: 'versions' } : { key, version: versionId }),
    [go],
  );

  const downloadOrSave = (targets: Targets) => {
    const [first] = targets.entries;
    if (first && handsOver(targets)) void download(first);
    else setDialog({ kind: 'save', targets });
  };

  const act = (kind: SelectionAct, targets: Targets) => {
    if (targets.entries.length + targets.folders.length === 0) return;
    if (kind === 'rename' && renameReason(targets)) return;
    if (kind === 'download') downloadOrSave(targets);
    else setDialog({ kind, targets });
  };

  /** Rows were dropped on a folder. */
  const moveTo = (destination: string, targets: Targets) => {
    if (targets.entries.length + targets.folders.length > 0)
      setDialog({ kind: 'move', targets, destination });
  };

  /** Where rows are versions. */
  const actOnVersions = (kind: VersionAct, targets: Targets) => {
    const [first] = targets.entries;
    const [version] = versionsOf(targets);
    if (targets.entries.length + targets.folders.length === 0) return;
    if (kind === 'open') first && open(first);
    else if (kind === 'download') downloadOrSave(targets);
    else if (kind === 'restore') version && !restoreReason(targets) && setDialog({ kind, version });
    else if (kind === 'undelete') setDialog({ kind, versions: undeletable(targets) });
    else setDialog({ kind: 'delete-versions', targets });
  };

  /** What was open has been deleted for ever. */
  const leave = (gone: readonly VersionRef[]) => {
    const isGone = gone.some(({ key, versionId }) => key === place.key && versionId === place.version);
    if (isGone) go({ key: undefined, version: undefined, tab: undefined }, { replace: true });
  };

  return { dialog, setDialog, act, moveTo, actOnVersions, open, leave };
}
