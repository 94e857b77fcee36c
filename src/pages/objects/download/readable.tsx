import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { ObjectEntry, StorageDriver } from '../../../storage/index.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import { Loading } from '../../shared/loading.tsx';
import { queryKeys } from '../../shared/query-keys.ts';

interface ReadableProps {
  storage: StorageDriver;
  bucket: string;
  entry: Pick<ObjectEntry, 'key' | 'size'>;
  onClose: () => void;
  children: ReactNode;
}

/**
 * Where a public address is the only way to the bytes, nobody knows before whether it may be read: a first byte is asked
 * for, and what stands against it is said before anything is chosen.
 */
export function Readable({ storage, bucket, entry: { key, size }, onClose, children }: ReadableProps) {
  const t = useText('objects');
  const enabled = storage.objects.plain === true && size > 0;
  const query = useQuery({
    queryKey: queryKeys.object(storage.connectionId, bucket, key, 'readable'),
    queryFn: async ({ signal }) => {
      const { body } = await storage.objects.get({ bucket, key, range: { start: 0, end: 0 } }, { signal });
      await body.cancel();
      return true;
    },
    enabled,
    gcTime: 0,
  });
  if (!enabled || query.data) return children;
  if (!query.error) return <Loading />;
  return (
    <>
      <ErrorView error={query.error} onRetry={() => void query.refetch()} />
      <Group justify="flex-end" mt={16}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('close')}
        </Button>
      </Group>
    </>
  );
}
