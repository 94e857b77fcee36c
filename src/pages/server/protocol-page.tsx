import { Button } from '@mantine/core';
import { IconCheck, IconCopy, IconLock, IconPlugOff } from '@tabler/icons-react';
import { copyText } from '../../components/copy-text.ts';
import { useText } from '../../components/text/language.ts';
import type { ConnectionProfile } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { useConnection } from '../shared/connection.tsx';
import { Fact } from './fact.tsx';
import { type Offer, offers } from './offered.ts';
import { offersText } from './report-text.ts';
import { ServerFrame } from './server-frame.tsx';
import styles from './server-page.module.css';

const icons = { offered: IconCheck, 'by-token': IconLock, lacking: IconPlugOff } satisfies Record<
  Offer,
  unknown
>;

/** For a protocol that has no way to ask: what it offers is known, and what it lacks is missing everywhere. */
export function ProtocolPage() {
  const t = useText('server');
  const announce = useAnnounce();
  const { profile, storage } = useConnection();
  const offered = offers(storage);
  const copy = async () => {
    announce(t((await copyText(offersText(profile, offered))) ? 'copiedOffers' : 'copyRefused'));
  };
  return (
    <ServerFrame
      sentence={t('notAsked')}
      tools={
        <Button
          variant="default"
          leftSection={<IconCopy size={16} aria-hidden />}
          onClick={() => void copy()}
        >
          {t('copy')}
        </Button>
      }
      identity={<ProfileFacts profile={profile} />}
    >
      <table className={styles.table} data-short aria-label={t('features')}>
        <thead>
          <tr>
            <th scope="col">{t('feature')}</th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {offered.map(({ feature, offer }) => {
            const Icon = icons[offer];
            return (
              <tr key={feature} data-feature={feature}>
                <th scope="row">{t(`feature_${feature}`)}</th>
                <td className={styles.state} data-state={offer === 'offered' ? 'available' : 'unsupported'}>
                  <span>
                    <Icon size={16} aria-hidden />
                    {t(`offer_${offer}`)}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ServerFrame>
  );
}

function ProfileFacts({ profile }: { profile: ConnectionProfile }) {
  const t = useText('server');
  const { endpoint } = profile;
  const want = profile.protocol === 'want' ? profile : undefined;
  return (
    <dl className={styles.identity}>
      <Fact name={t('protocol')}>{want ? 'Want' : 'S3'}</Fact>
      {want ? <Fact name={t('keyType')}>{want.keyType}</Fact> : null}
      {want ? (
        <Fact name={t('signing')}>{t(want.tokenPolicy === undefined ? 'signedHere' : 'signedBefore')}</Fact>
      ) : null}
      <Fact name={t(want ? 'uploadEndpoint' : 'endpoint')}>
        <code>{endpoint}</code>
      </Fact>
      {want && want.tokenPolicy === undefined ? (
        <Fact name={t('manageEndpoint')}>
          <code>{want.manageEndpoint}</code>
        </Fact>
      ) : null}
    </dl>
  );
}
