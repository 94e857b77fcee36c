import { Button, Drawer } from '@mantine/core';
import { IconDownload, IconLink, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import type { ObjectEntry, StorageDriver } from '../../../storage/index.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { QueryView } from '../../shared/query-view.tsx';
import { fileNameOf } from '../download/download-link.ts';
import styles from './properties.module.css';
import { PropertyList } from './property-list.tsx';

interface PropertiesDrawerProps {
  storage: StorageDriver;
  bucket: string;
  entry: ObjectEntry;
  onDownload: () => void;
  onLink: () => void;
  onDelete: () => void;
  onClose: () => void;
}

/** What the server says of one object, asked now. */
export function PropertiesDrawer(props: PropertiesDrawerProps) {
  const { storage, bucket, entry, onDownload, onLink, onDelete, onClose } = props;
  const t = useText('objects');
  const { key } = entry;
  const query = useQuery({
    queryKey: queryKeys.object(storage.connectionId, bucket, key, 'head'),
    queryFn: ({ signal }) => storage.objects.head({ bucket, key }, { signal }),
  });
  return (
    <Drawer.Root opened onClose={onClose} position="right" size={424} transitionProps={{ duration: 100 }}>
      <Drawer.Overlay backgroundOpacity={0.2} />
      <Drawer.Content>
        <Drawer.Body>
          {/* No Drawer.Header: a second header element on the page would be a second banner. */}
          <div className={styles.head}>
            <Drawer.Title className={styles.title}>
              <KeyText value={fileNameOf(key)} />
            </Drawer.Title>
            <Drawer.CloseButton aria-label={t('close')} />
          </div>
          <div className={styles.actions}>
            <Button
              size="xs"
              variant="default"
              disabled={!storage.presign}
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={onDownload}
            >
              {t('download')}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={!storage.presign}
              leftSection={<IconLink size={16} aria-hidden />}
              onClick={onLink}
            >
              {t('link')}
            </Button>
            <Button
              size="xs"
              variant="default"
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={onDelete}
            >
              {t('delete')}
            </Button>
          </div>
          <QueryView query={query} skeleton={<div className={styles.skeleton} />}>
            {(head) => <PropertyList head={head} bucket={bucket} />}
          </QueryView>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
