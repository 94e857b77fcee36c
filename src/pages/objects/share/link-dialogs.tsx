import { useState } from 'react';
import type { ObjectEntry, StorageDriver } from '../../../storage/index.ts';
import { LinksDialog } from './links-dialog.tsx';
import { ShareDialog } from './share-dialog.tsx';

interface LinkDialogsProps {
  storage: StorageDriver;
  bucket: string;
  entries: readonly (ObjectEntry & { versionId?: string })[];
  /** The version in the drawer. */
  opened: { key: string | undefined; versionId: string } | undefined;
  onClose: () => void;
}

/** One object has a link of any kind, several have a list of links to read. */
export function LinkDialogs({ storage, bucket, entries, opened, onClose }: LinkDialogsProps) {
  const close = useReturn(onClose);
  const [first] = entries;
  if (!first) return null;
  if (entries.length > 1) {
    return <LinksDialog storage={storage} bucket={bucket} entries={entries} onClose={close} />;
  }
  const versionId = first.versionId ?? (opened?.key === first.key ? opened.versionId : undefined);
  return (
    <ShareDialog
      storage={storage}
      bucket={bucket}
      objectKey={first.key}
      versionId={versionId}
      onClose={close}
    />
  );
}

/** The dialog goes as a whole, so nothing within it could give the keyboard back to what opened it. */
function useReturn(onClose: () => void): () => void {
  const [opener] = useState(() => document.activeElement);
  return () => {
    onClose();
    requestAnimationFrame(() => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    });
  };
}
