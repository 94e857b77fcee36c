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
import { PageTitle } from '../shared/page-title.tsx';
import { paths } from '../shared/paths.ts';
import { QueryView } from '../shared/query-view.tsx';
import { identityQuery } from '../shared/server-identity.ts';
import { BucketChoice } from './bucket-choice.tsx';
import { countStates } from './capability-rows.ts';
import { CapabilitySkeleton, CapabilityTable } from './capability-table.tsx';
import { IdentityView } from './identity-view.tsx';
import { capabilitiesQuery } from './queries.ts';
import { reportText } from './report-text.ts';
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
    <div className={styles.page}>
      <PageTitle title={t('title')} />
      <header className={styles.head}>
        <div className={styles.title}>
          <h1>{t('title')}</h1>
          <p>{t('intro')}</p>
        </div>
        <div className={styles.tools}>
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
        </div>
      </header>
      <section aria-labelledby="server-identity">
        <h2 id="server-identity">{t('identity')}</h2>
        <IdentityView profile={profile} identity={identity.data} pending={identity.isPending} />
      </section>
      <section aria-labelledby="server-features">
        <h2 id="server-features">{t('features')}</h2>
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
      </section>
    </div>
  );
}

function summaryOf(t: TextFunction<'server'>, capabilities: readonly Capability[]): string {
  return countStates(capabilities)
    .map(({ state, count }) => t(`count_${state}`, { count }))
    .join(' · ');
}
