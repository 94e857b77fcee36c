import { Button } from '@mantine/core';
import { IconPlugOff } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { useText } from '../../components/text/language.ts';
import { BucketPage } from './bucket-page.tsx';
import { type BucketPageName, hasPage } from './bucket-pages.ts';
import { useConnection } from './connection.tsx';
import { paths } from './paths.ts';

/** A page of a bucket where the connection has what it is about; else it says so, and nothing of the page begins. */
export function PageGate({ page, children }: { page: BucketPageName; children: ReactNode }) {
  const t = useText('errors');
  const shell = useText('shell');
  const { connectionId, storage } = useConnection();
  const { bucket = '' } = useParams({ strict: false });
  if (hasPage(storage, page)) return children;
  const title = shell(`page_${page}`);
  return (
    <BucketPage connectionId={connectionId} bucket={bucket} title={title}>
      <EmptyState
        icon={<IconPlugOff size={32} />}
        title={t('lacking_title', { page: title })}
        sentence={t('lacking_sentence')}
        action={
          <Button
            variant="default"
            renderRoot={(props) => <Link {...paths.bucket.link({ connectionId, bucket })} {...props} />}
          >
            {t('lacking_back')}
          </Button>
        }
      />
    </BucketPage>
  );
}
