import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { type StorageDriver, StorageError } from '../../../storage/index.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import { folderKey } from './folder-key.ts';

interface NewFolderDialogProps {
  storage: StorageDriver;
  bucket: string;
  prefix: string;
  onCreated: (key: string, etag: string) => void;
  onClose: () => void;
}

/**
 * A folder is an empty object whose key ends in a slash: it lasts while nothing else is in it. Where folders are real
 * ones, the same makes one.
 */
export function NewFolderDialog({ storage, bucket, prefix, onCreated, onClose }: NewFolderDialogProps) {
  const t = useText('objects');
  const [name, setName] = useState('');
  const target = folderKey(prefix, name, storage.objects);
  const create = useMutation({
    mutationFn: (key: string) =>
      storage.objects.put({
        bucket,
        key,
        body: new Blob([]),
        contentType: 'application/x-directory',
        onlyIfAbsent: true,
      }),
    onSuccess: ({ etag }, key) => onCreated(key, etag),
  });
  const exists = create.error instanceof StorageError && create.error.code === 'precondition-failed';
  const problem = 'problem' in target && name !== '' ? t(`folder_${target.problem}`) : undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('newFolder')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if ('key' in target) create.mutate(target.key);
        }}
      >
        <TextInput
          label={t('folderName')}
          description={t('folderHint')}
          value={name}
          error={problem ?? (exists ? t('folderExists') : undefined)}
          autoComplete="off"
          data-autofocus
          onChange={(event) => {
            setName(event.currentTarget.value);
            create.reset();
          }}
        />
        {create.error && !exists ? <ErrorView error={create.error} /> : null}
        <Group justify="flex-end" gap={8} mt={16}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={'problem' in target} loading={create.isPending}>
            {t('createFolder')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
