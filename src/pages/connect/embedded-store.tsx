import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { useConnections } from '../shared/connection.tsx';
import type { Connection } from '../shared/connections.ts';
import styles from './ways.module.css';

/** One click into the store of this page's own server; nothing where there is none. */
export function EmbeddedStore({ onOpen }: { onOpen: (connection: Connection) => Promise<void> }) {
  const t = useText('connect');
  const { embedded } = useConnections();
  const [connection, setConnection] = useState<Connection>();
  const [opening, setOpening] = useState(false);
  useEffect(() => {
    let left = false;
    void embedded().then((found) => {
      if (!left) setConnection(found);
    });
    return () => {
      left = true;
    };
  }, [embedded]);
  if (!connection) return null;
  const open = async () => {
    setOpening(true);
    await onOpen(connection);
    setOpening(false);
  };
  return (
    <section className={styles.embedded}>
      <h2 className={styles.title}>{t('embedded')}</h2>
      <p className={styles.sentence}>{t('embeddedSentence')}</p>
      <p className={styles.endpoint}>{connection.profile.endpoint}</p>
      <Button fullWidth loading={opening} onClick={() => void open()}>
        {t('embeddedOpen')}
      </Button>
    </section>
  );
}
