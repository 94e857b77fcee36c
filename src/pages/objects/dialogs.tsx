import { useQueryClient } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useText } from '../../components/text/language.ts';
import type { ObjectHead, StorageDriver, VersionRef } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { lazyPart } from '../shared/lazy-part.ts';
import type { Targets } from './actions.ts';
import type { ListedVersion } from './listing/listed-entry.ts';
import type { Go, Place } from './listing/use-place.ts';
import { NewFolderDialog } from './new-folder/new-folder-dialog.tsx';
import { showArrived } from './queries.ts';

export type OpenDialog =
  | { kind: 'delete'; targets: Targets }
  | { kind: 'share' | 'rename' | 'tags' | 'retention' | 'legal-hold' | 'save'; targets: Targets }
  /** `destination`: the folder that they were dropped on. */
  | { kind: 'copy' | 'move'; targets: Targets; destination?: string }
  | { kind: 'edit'; objectKey: string; head: ObjectHead }
  | { kind: 'delete-versions'; targets: Targets }
  | { kind: 'restore'; version: ListedVersion }
  | { kind: 'undelete'; versions: readonly ListedVersion[] }
  | { kind: 'jump' }
  | { kind: 'new-folder' };

interface DialogsProps {
  open: OpenDialog | undefined;
  storage: StorageDriver;
  place: Place;
  go: Go;
  /** Before the list begins somewhere else. */
  onJump: () => void;
  onOpen: (dialog: OpenDialog | undefined) => void;
  /** The list takes the keyboard back: the button that opened the dialog may have gone. */
  onClosed: () => void;
  /** Versions that have been deleted for ever. */
  onGone: (gone: readonly VersionRef[]) => void;
}

const LinkDialogs = lazyPart(['links'], async () => (await import('./share/link-dialogs.tsx')).LinkDialogs);
const SaveDialog = lazyPart(['objects'], async () => (await import('./download/save-dialog.tsx')).SaveDialog);
const DeleteDialog = lazyPart(
  ['deleting'],
  async () => (await import('./delete/delete-dialog.tsx')).DeleteDialog,
);
const CopyDialog = lazyPart(['copying'], async () => (await import('./copy/copy-dialog.tsx')).CopyDialog);
const EditMetadataDialog = lazyPart(
  ['copying', 'uploadOptions'],
  async () => (await import('./copy/edit-metadata-dialog.tsx')).EditMetadataDialog,
);
const TagsDialog = lazyPart(
  ['protection', 'settings'],
  async () => (await import('./tags/tags-dialog.tsx')).TagsDialog,
);
const RetentionDialog = lazyPart(
  ['protection', 'settings'],
  async () => (await import('./lock/retention-dialog.tsx')).RetentionDialog,
);
const LegalHoldDialog = lazyPart(
  ['protection', 'settings'],
  async () => (await import('./lock/legal-hold-dialog.tsx')).LegalHoldDialog,
);

const DeleteVersionsDialog = lazyPart(
  ['versions'],
  async () => (await import('./versions/delete-versions-dialog.tsx')).DeleteVersionsDialog,
);
const RestoreDialog = lazyPart(
  ['versions'],
  async () => (await import('./versions/restore-dialog.tsx')).RestoreDialog,
);
const UndeleteDialog = lazyPart(
  ['versions'],
  async () => (await import('./versions/undelete-dialog.tsx')).UndeleteDialog,
);
const JumpDialog = lazyPart(
  ['versions'],
  async () => (await import('./versions/jump-dialog.tsx')).JumpDialog,
);

/** One dialog at a time. */
export function Dialogs(props: DialogsProps) {
  return (
    <Suspense>
      <OneDialog {...props} />
    </Suspense>
  );
}

function OneDialog({ open, storage, place, go, onOpen, onClosed, onGone, onJump }: DialogsProps) {
  const t = useText('objects');
  const announce = useAnnounce();
  const client = useQueryClient();
  const { bucket, prefix } = place;
  const close = () => onOpen(undefined);
  const closeAndLook = () => {
    close();
    onClosed();
  };
  if (!open) return null;
  switch (open.kind) {
    case 'delete':
      return <DeleteDialog storage={storage} bucket={bucket} targets={open.targets} onClose={closeAndLook} />;
    case 'save':
      return (
        <SaveDialog
          storage={storage}
          bucket={bucket}
          prefix={prefix}
          targets={open.targets}
          onClose={closeAndLook}
        />
      );
    case 'share':
      return (
        <LinkDialogs
          storage={storage}
          bucket={bucket}
          entries={open.targets.entries}
          opened={place.version === undefined ? undefined : { key: place.key, versionId: place.version }}
          onClose={close}
        />
      );
    case 'copy':
    case 'move':
    case 'rename':
      return (
        <CopyDialog
          storage={storage}
          bucket={bucket}
          prefix={prefix}
          mode={open.kind}
          targets={open.targets}
          destination={'destination' in open ? open.destination : undefined}
          opened={place.version === undefined ? undefined : { key: place.key, versionId: place.version }}
          onMoved={(from, key) => {
            if (place.key === from) go({ key, version: undefined }, { replace: true });
          }}
          onClose={closeAndLook}
        />
      );
    case 'edit':
      return (
        <EditMetadataDialog
          storage={storage}
          bucket={bucket}
          objectKey={open.objectKey}
          head={open.head}
          onClose={closeAndLook}
        />
      );
    case 'tags':
      return <TagsDialog storage={storage} bucket={bucket} targets={open.targets} onClose={closeAndLook} />;
    case 'retention':
      return (
        <RetentionDialog storage={storage} bucket={bucket} targets={open.targets} onClose={closeAndLook} />
      );
    case 'legal-hold':
      return (
        <LegalHoldDialog storage={storage} bucket={bucket} targets={open.targets} onClose={closeAndLook} />
      );
    case 'delete-versions':
      return (
        <DeleteVersionsDialog
          storage={storage}
          bucket={bucket}
          targets={open.targets}
          onClose={(gone) => {
            closeAndLook();
            onGone(gone);
          }}
        />
      );
    case 'restore':
      return (
        <RestoreDialog storage={storage} bucket={bucket} version={open.version} onClose={closeAndLook} />
      );
    case 'undelete':
      return (
        <UndeleteDialog storage={storage} bucket={bucket} markers={open.versions} onClose={closeAndLook} />
      );
    case 'jump':
      return <JumpDialog place={place} go={go} onJump={onJump} onClose={close} />;
    case 'new-folder':
      return (
        <NewFolderDialog
          storage={storage}
          bucket={bucket}
          prefix={prefix}
          onClose={close}
          onCreated={(key, etag) => {
            showArrived(client, storage, bucket, [{ key, size: 0, lastModified: new Date(), etag }]);
            announce(t('folderCreated', { key }));
            close();
          }}
        />
      );
  }
}
