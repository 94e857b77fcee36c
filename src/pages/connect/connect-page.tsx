import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { type ConnectionProfile, connectionId, sealSecrets } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { useConnections } from '../shared/connection.tsx';
import type { Connection } from '../shared/connections.ts';
import { ErrorView } from '../shared/error-view.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { destinationAfterConnect, paths } from '../shared/paths.ts';
import { type ConnectFields, emptyFields, fieldsOfProfile } from './connect-fields.ts';
import { ConnectForm, type ConnectOptions } from './connect-form.tsx';
import styles from './connect-page.module.css';
import { EmbeddedStore } from './embedded-store.tsx';
import { leadsInto, linkedBucket } from './linked-bucket.ts';
import { OpenConnections } from './open-connections.tsx';
import { RecentProfiles } from './recent-profiles.tsx';
import { UnlockForm } from './unlock-form.tsx';

/** The first page: the store that came along, what was used before, and the form for any other server. */
export default function ConnectPage() {
  const { to } = useSearch({ from: `/start${paths.connect.pattern}` });
  // Another link to go to fills in another profile.
  return <ConnectTo key={to ?? ''} to={to} />;
}

function ConnectTo({ to }: { to?: string }) {
  const t = useText('connect');
  const own = useText('credentials');
  const { open, recent, connect, rememberBucket, sealedSecrets } = useConnections();
  const navigate = useNavigate();
  const router = useRouter();
  const announce = useAnnounce();
  const wanted = to ? recent.find((profile) => to.startsWith(`/c/${connectionId(profile)}/`)) : undefined;
  // A new start of the form, with other fields in it, is a new form.
  const [start, setStart] = useState<{ turn: number; profile?: ConnectionProfile; byHand?: boolean }>({
    turn: 0,
    profile: wanted,
  });
  const [error, setError] = useState<unknown>();
  const use = (profile: ConnectionProfile | undefined, byHand = false) =>
    setStart(({ turn }) => ({ turn: turn + 1, profile, byHand }));

  const enter = async (connection: Connection, options: ConnectOptions & { remember: boolean }) => {
    try {
      const { bucket, passphrase, keepForTab, remember } = options;
      const sealed = await sealedBy(passphrase, connection);
      const opened = await connect(connection, { keepForTab, remember, sealed });
      const isKept = !sealed || sealedSecrets(opened.connectionId) !== undefined;
      if (isKept) announce(t('connected', { name: opened.profile.name }), 'heard');
      else announce(own('sealFailed'));
      const { connectionId: id } = opened;
      if (bucket !== undefined) rememberBucket(id, bucket);
      if (bucket === undefined || leadsInto(to, id, bucket)) {
        router.history.push(destinationAfterConnect(to, id));
      } else if (opened.storage.uploadPolicies?.pasted) {
        await navigate(paths.uploadPolicy.link({ connectionId: id, bucket }));
      } else {
        await navigate(paths.bucket.link({ connectionId: id, bucket }));
      }
    } catch (reason) {
      setError(reason);
    }
  };

  const { profile } = start;
  const sealed = profile && !start.byHand ? sealedSecrets(connectionId(profile)) : undefined;
  const linkSentence = () => {
    if (!wanted) return t('linkUnknown');
    const { name } = wanted;
    if (sealed !== undefined && profile === wanted) return own('linkSealed', { name });
    return t(hasToken(wanted) ? 'linkToken' : 'linkKnown', { name });
  };

  return (
    <div className={styles.page}>
      <PageTitle title={t('title')} />
      <header className={styles.header}>
        <h1>{t('title')}</h1>
        <p>{t('promise')}</p>
        {to ? <p className={styles.link}>{linkSentence()}</p> : null}
      </header>
      {error ? <ErrorView error={error} /> : null}
      <div className={styles.columns}>
        <div className={styles.ways}>
          <EmbeddedStore onOpen={(connection) => enter(connection, { keepForTab: false, remember: false })} />
          <OpenConnections connections={open} />
          <RecentProfiles
            profiles={recent}
            isSealed={(recentProfile) => sealedSecrets(connectionId(recentProfile)) !== undefined}
            onUse={(chosen) => use(chosen)}
          />
        </div>
        {profile && sealed !== undefined ? (
          <UnlockForm
            key={start.turn}
            profile={profile}
            sealed={sealed}
            onConnect={(connection) => enter(connection, { keepForTab: false, remember: true })}
            onByHand={() => use(profile, true)}
          />
        ) : (
          <ConnectForm
            key={start.turn}
            start={profile ? startOf(profile, profile === wanted ? to : undefined) : emptyFields}
            focusSecret={profile !== undefined}
            onConnect={(connection, options) => enter(connection, { ...options, remember: true })}
          />
        )}
      </div>
    </div>
  );
}

const hasToken = (profile: ConnectionProfile) =>
  profile.protocol === 'want' && profile.tokenPolicy !== undefined;

/** A Want service cannot list what there is to go to: the link knows it. */
function startOf(profile: ConnectionProfile, to: string | undefined): ConnectFields {
  const fields = fieldsOfProfile(profile);
  return profile.protocol === 'want' ? { ...fields, bucket: linkedBucket(to) ?? '' } : fields;
}

/** The long-lived half is what is kept; what STS gave is over soon. */
async function sealedBy(passphrase: string | undefined, { profile, credentials, session }: Connection) {
  const secrets = session?.method === 'assume-role' ? session.credentials : credentials;
  return passphrase === undefined || !secrets
    ? undefined
    : sealSecrets(secrets, passphrase, connectionId(profile));
}
