import { useQueryClient } from '@tanstack/react-query';
import { useText } from '../../components/text/language.ts';
import type { ObjectEntry, StorageDriver } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { DeleteDialog } from './delete/delete-dialog.tsx';
import type { DeleteTargets } from './delete/delete-plan.ts';
import type { Place } from './listing/use-place.ts';
import { NewFolderDialog } from './new-folder/new-folder-dialog.tsx';
import { PropertiesDrawer } from './properties/properties-drawer.tsx';
import { showArrived } from './queries.ts';
import { ShareDialog } from './share/share-dialog.tsx';

export type OpenDialog =
  | { kind: 'delete'; targets: DeleteTargets }
  | { kind: 'share'; entry: ObjectEntry }
  | { kind: 'properties'; entry: ObjectEntry }
  | { kind: 'new-folder' };

interface DialogsProps {
  open: OpenDialog | undefined;
  storage: StorageDriver;
  place: Place;
  onOpen: (dialog: OpenDialog | undefined) => void;
  onDownload: (entry: ObjectEntry) => Promise<void>;
  /** The list takes the keyboard back: the button that opened the dialog may have gone. */
  onClosed: () => void;
}

/** One dialog at a time. */
export function Dialogs({ open, storage, place, onOpen, onDownload, onClosed }: DialogsProps) {
  const t = useText('objects');
  const announce = useAnnounce();
  const client = useQueryClient();
  const { bucket, prefix } = place;
  const close = () => onOpen(undefined);
  if (!open) return null;
  switch (open.kind) {
    case 'delete':
      return (
        <DeleteDialog
          storage={storage}
          bucket={bucket}
          targets={open.targets}
          onClose={() => {
            close();
            onClosed();
          }}
        />
      );
    case 'share':
      return <ShareDialog storage={storage} bucket={bucket} objectKey={open.entry.key} onClose={close} />;
    case 'properties':
      return (
        <PropertiesDrawer
          storage={storage}
          bucket={bucket}
          entry={open.entry}
          onDownload={() => void onDownload(open.entry)}
          onLink={() => onOpen({ kind: 'share', entry: open.entry })}
          onDelete={() => onOpen({ kind: 'delete', targets: { entries: [open.entry], folders: [] } })}
          onClose={close}
        />
      );
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
