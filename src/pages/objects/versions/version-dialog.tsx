import type { StorageDriver, VersionRef } from '../../../storage/index.ts';
import type { ListedVersion } from '../listing/listed-entry.ts';
import { DeleteVersionsDialog } from './delete-versions-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { UndeleteDialog } from './undelete-dialog.tsx';

export type VersionDialogKind = 'restore' | 'undelete' | 'delete';

interface VersionDialogProps {
  storage: StorageDriver;
  bucket: string;
  kind: VersionDialogKind;
  version: ListedVersion;
  /** `gone`: what was deleted. */
  onClose: (gone: readonly VersionRef[]) => void;
}

/** What can be done to one version, each asked first. */
export function VersionDialog({ storage, bucket, kind, version, onClose }: VersionDialogProps) {
  const close = () => onClose([]);
  switch (kind) {
    case 'restore':
      return <RestoreDialog storage={storage} bucket={bucket} version={version} onClose={close} />;
    case 'undelete':
      return <UndeleteDialog storage={storage} bucket={bucket} markers={[version]} onClose={close} />;
    case 'delete':
      return (
        <DeleteVersionsDialog
          storage={storage}
          bucket={bucket}
          targets={{ entries: [version], folders: [] }}
          onClose={onClose}
        />
      );
  }
}
