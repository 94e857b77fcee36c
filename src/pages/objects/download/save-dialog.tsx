import { Modal } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import type { Targets } from '../actions.ts';
import { Readable } from './readable.tsx';
import { SaveFolder } from './save-folder.tsx';
import { SaveObject } from './save-object.tsx';

interface SaveDialogProps {
  storage: StorageDriver;
  bucket: string;
  prefix: string;
  targets: Targets;
  onClose: () => void;
}

/** Straight to disk: one object or a part of it, or everything that is chosen into a folder. */
export function SaveDialog({ storage, bucket, prefix, targets, onClose }: SaveDialogProps) {
  const t = useText('objects');
  const [first, ...others] = targets.entries;
  const isOne = first !== undefined && others.length === 0 && targets.folders.length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(isOne ? 'saveTitle' : 'saveFolderTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={520}
    >
      {isOne ? (
        <Readable storage={storage} bucket={bucket} entry={first} onClose={onClose}>
          <SaveObject storage={storage} bucket={bucket} entry={first} onClose={onClose} />
        </Readable>
      ) : (
        <SaveFolder storage={storage} bucket={bucket} prefix={prefix} targets={targets} onClose={onClose} />
      )}
    </Modal>
  );
}
