import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { connectionId } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { useConnections } from '../shared/connection.tsx';
import type { Connection } from '../shared/connections.ts';
import { ErrorView } from '../shared/error-view.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { destinationAfterConnect, paths } from '../shared/paths.ts';
import { type ConnectFields, emptyFields, fieldsOfProfile } from './connect-fields.ts';
import { ConnectForm } from './connect-form.tsx';
import styles from './connect-page.module.css';
import { EmbeddedStore } from './embedded-store.tsx';
import { OpenConnections } from './open-connections.tsx';
import { RecentProfiles } from './recent-profiles.tsx';

/** The first page: the store that came along, what was used before, and the form for any other server. */
export default function ConnectPage() {
  const { to } = useSearch({ from: `/start${paths.connect.pattern}` });
  // Another link to go to fills in another profile.
  return <ConnectTo key={to ?? ''} to={to} />;
}

function ConnectTo({ to }: { to?: string }) {
  const t = useText('connect');
  const { open, recent, connect, rememberBucket } = useConnections();
  const navigate = useNavigate();
  const router = useRouter();
  const announce = useAnnounce();
  const wanted = to ? recent.find((profile) => to.startsWith(`/c/${connectionId(profile)}/`)) : undefined;
  // A new start of the form, with other fields in it, is a new form.
  const [start, setStart] = useState<{ turn: number; fields: ConnectFields }>({
    turn: 0,
    fields: wanted ? fieldsOfProfile(wanted) : emptyFields,
  });
  const [error, setError] = useState<unknown>();

  const enter = async (
    connection: Connection,
    options: { keepForTab: boolean; remember: boolean; bucket?: string },
  ) => {
    try {
      const opened = await connect(connection, options);
      announce(t('connected', { name: opened.profile.name }), 'heard');
      const { bucket } = options;
      if (bucket === undefined) {
        router.history.push(destinationAfterConnect(to, opened.connectionId));
      } else {
        rememberBucket(opened.connectionId, bucket);
        await navigate(paths.bucket.link({ connectionId: opened.connectionId, bucket }));
      }
    } catch (reason) {
      setError(reason);
    }
  };

  return (
    <div className={styles.page}>
      <PageTitle title={t('title')} />
      <header className={styles.header}>
        <h1>{t('title')}</h1>
        <p>{t('promise')}</p>
        {to ? (
          <p className={styles.link}>{wanted ? t('linkKnown', { name: wanted.name }) : t('linkUnknown')}</p>
        ) : null}
      </header>
      {error ? <ErrorView error={error} /> : null}
      <div className={styles.columns}>
        <div className={styles.ways}>
          <EmbeddedStore onOpen={(connection) => enter(connection, { keepForTab: false, remember: false })} />
          <OpenConnections connections={open} />
          <RecentProfiles
            profiles={recent}
            onUse={(profile) =>
              setStart(({ turn }) => ({ turn: turn + 1, fields: fieldsOfProfile(profile) }))
            }
          />
        </div>
        <ConnectForm
          key={start.turn}
          start={start.fields}
          focusSecret={start.fields.endpoint !== ''}
          onConnect={(connection, options) => enter(connection, { ...options, remember: true })}
        />
      </div>
    </div>
  );
}
