import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useText } from '../../../components/text/language.ts';
import { StorageError } from '../../../storage/index.ts';
import { useConnection } from '../../shared/connection.tsx';
import { paths } from '../../shared/paths.ts';

/** The way out where trying again will not help: no such bucket, or none that may be seen. */
export function ListErrorActions({ error }: { error: unknown }) {
  const t = useText('objects');
  const { connectionId } = useConnection();
  if (!(error instanceof StorageError)) return null;
  if (error.code !== 'no-such-bucket' && error.code !== 'access-denied') return null;
  return (
    <Button
      variant="default"
      size="xs"
      renderRoot={(props) => <Link {...paths.buckets.link({ connectionId })} {...props} />}
    >
      {t('toBuckets')}
    </Button>
  );
}
