import { Button } from '@mantine/core';
import { IconCopy, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { copyText } from '../../components/copy-text.ts';
import { type TextFunction, useText } from '../../components/text/language.ts';
import type { Capability } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { bucketsQuery } from '../shared/buckets-query.ts';
import { useConnection } from '../shared/connection.tsx';
import { paths } from '../shared/paths.ts';
import { QueryView } from '../shared/query-view.tsx';
import { identityQuery } from '../shared/server-identity.ts';
import { BucketChoice } from './bucket-choice.tsx';
import { countStates } from './capability-rows.ts';
import { CapabilitySkeleton, CapabilityTable } from './capability-table.tsx';
import { IdentityView } from './identity-view.tsx';
import { capabilitiesQuery } from './queries.ts';
import { reportText } from './report-text.ts';
import { ServerFrame } from './server-frame.tsx';
import styles from './server-page.module.css';

const route = getRouteApi(paths.server.pattern);

/** A server that can be asked what it does. */
export function ProbedPage() {
  const t = useText('server');
  const announce = useAnnounce();
  const connection = useConnection();
  const { profile, bucketNames } = connection;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const buckets = useQuery(bucketsQuery(connection));
  const names = [...(buckets.data?.map(({ name }) => name) ?? []), ...bucketNames];
  const bucket = search.bucket ?? names[0];
  const identity = useQuery(identityQuery(connection));
  const probe = useQuery({
    ...capabilitiesQuery(connection, bucket),
    // Without a choice in the address the first bucket is waited for.
    enabled: bucket !== undefined || !buckets.isPending,
  });

  const again = async () => {
    const [{ data }] = await Promise.all([probe.refetch(), identity.refetch()]);
    if (data) announce(t('answered', { summary: summaryOf(t, data) }));
  };
  const copy = async (capabilities: readonly Capability[]) => {
    const text = reportText({ profile, bucket, identity: identity.data, capabilities });
    announce(t((await copyText(text)) ? 'copied' : 'copyRefused'));
  };

  return (
    <ServerFrame
      sentence={t('intro')}
      tools={
        <>
          <Button
            variant="default"
            leftSection={<IconCopy size={16} aria-hidden />}
            disabled={!probe.data}
            onClick={() => probe.data && void copy(probe.data)}
          >
            {t('copy')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={probe.isFetching}
            onClick={() => void again()}
          >
            {t('again')}
          </Button>
        </>
      }
      identity={<IdentityView profile={profile} identity={identity.data} pending={identity.isPending} />}
    >
      <BucketChoice
        bucket={bucket}
        names={names}
        onChoose={(chosen) => void navigate({ search: { bucket: chosen } })}
      />
      <QueryView query={probe} skeleton={<CapabilitySkeleton />}>
        {(capabilities) => (
          <>
            <p className={styles.summary}>
              {bucket === undefined ? t('noBucket') : summaryOf(t, capabilities)}
            </p>
            <CapabilityTable capabilities={capabilities} />
          </>
        )}
      </QueryView>
    </ServerFrame>
  );
}

function summaryOf(t: TextFunction<'server'>, capabilities: readonly Capability[]): string {
  return countStates(capabilities)
    .map(({ state, count }) => t(`count_${state}`, { count }))
    .join(' · ');
}
