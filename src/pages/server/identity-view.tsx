import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatDuration } from '../../components/text/format.ts';
import { type TextFunction, useLanguage, useText } from '../../components/text/language.ts';
import type { ConnectionProfile, ServerIdentity } from '../../storage/index.ts';
import { Fact } from './fact.tsx';
import styles from './server-page.module.css';

/** ms; the header that tells the time has whole seconds. */
const unseen = 2000;

interface IdentityViewProps {
  profile: ConnectionProfile;
  /** Absent while it is asked for. */
  identity?: ServerIdentity;
  pending: boolean;
}

/** Who answers, where, and with which clock. */
export function IdentityView({ profile, identity, pending }: IdentityViewProps) {
  const t = useText('server');
  const told = (value: () => ReactNode) =>
    pending ? <Skeleton height={14} width={160} radius={3} /> : value();
  const admin = identity?.admin;
  return (
    <dl className={styles.identity}>
      <Fact name={t('software')}>
        {told(() => (identity?.software ? <code>{identity.software}</code> : <i>{t('softwareHidden')}</i>))}
      </Fact>
      <Fact name={t('version')}>
        {told(() =>
          admin?.state === 'told' && admin.version ? (
            <code>{admin.version}</code>
          ) : (
            <i>{t(admin?.state === 'denied' ? 'versionDenied' : 'versionUnavailable')}</i>
          ),
        )}
      </Fact>
      {admin?.state === 'told' && admin.mode ? (
        <Fact name={t('mode')}>{t('modeOf', { mode: admin.mode, count: admin.servers })}</Fact>
      ) : null}
      <Fact name={t('clock')}>
        {told(() => (
          <Clock offset={identity?.clockOffset} />
        ))}
      </Fact>
      {profile.protocol === 's3' ? (
        <>
          <Fact name={t('region')}>{told(() => regionText(t, profile.region, identity?.region))}</Fact>
          <Fact name={t('addressing')}>{t(`addressing_${profile.addressing}`)}</Fact>
        </>
      ) : null}
      <Fact name={t('endpoint')}>
        <code>{profile.endpoint}</code>
      </Fact>
    </dl>
  );
}

function regionText(t: TextFunction<'server'>, region: string, named: string | undefined): string {
  if (named === undefined || named === region) return t('regionSigned', { region });
  return t('regionNamed', { region, named });
}

function Clock({ offset }: { offset: number | undefined }) {
  const t = useText('server');
  const language = useLanguage();
  if (offset === undefined) return <i>{t('clockHidden')}</i>;
  if (Math.abs(offset) < unseen) return t('clockAgrees');
  const duration = formatDuration(Math.abs(offset) / 1000, language);
  return t(offset > 0 ? 'clockBehind' : 'clockAhead', { duration });
}
